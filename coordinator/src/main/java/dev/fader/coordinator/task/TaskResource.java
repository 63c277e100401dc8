package dev.fader.coordinator.task;

import dev.fader.coordinator.problem.ProblemException;
import dev.fader.coordinator.storage.ObjectLinks;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.api.ProblemType;
import dev.fader.schemas.api.ResultView;
import dev.fader.schemas.api.TaskView;
import dev.fader.schemas.remix.PreviewPassage;
import dev.fader.schemas.remix.RemixResult;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** One file's way through the system. */
@Path("/v1/tasks/{id}")
public final class TaskResource {

    private final TaskStore tasks;
    private final ObjectLinks links;

    TaskResource(TaskStore tasks, ObjectLinks links) {
        this.tasks = tasks;
        this.links = links;
    }

    @GET
    @Operation(operationId = "getTask", summary = "State, progress and failure of a task")
    public TaskView get(String id) {
        return find(parse(id));
    }

    @GET
    @Path("/result")
    @Operation(operationId = "getResult", summary = "What the task made, with a link to fetch it")
    public ResultView result(String id) {
        TaskView task = find(parse(id));
        TaskStore.Result result = tasks.result(task.id())
                .orElseThrow(() -> new ProblemException(
                        ProblemType.RESULT_NOT_READY,
                        "%s is %s: only a task that is DONE has a result".formatted(task.id(), task.state())));
        return new ResultView(task.id(), result.result(), result.createdAt(), downloads(result.result()));
    }

    private List<ResultView.Download> downloads(RemixResult result) {
        Stream<ResultView.Download> outputs =
                result.outputs().stream().map(output -> links.download(output.name(), output.object()));
        PreviewPassage preview = result.preview();
        return preview == null
                ? outputs.toList()
                : Stream.concat(Stream.of(links.download("before", preview.before())), outputs)
                        .toList();
    }

    @POST
    @Path("/cancel")
    @Operation(operationId = "cancelTask", summary = "Cancels a task; one that runs stops within a chunk")
    public TaskView cancel(String id) {
        TaskId task = parse(id);
        find(task);
        tasks.cancel(task);
        return find(task);
    }

    private TaskView find(TaskId id) {
        return tasks.find(id).orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "there is no task " + id));
    }

    private static TaskId parse(String id) {
        try {
            return TaskId.parse(id);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(ProblemType.NOT_FOUND, String.valueOf(e.getMessage()));
        }
    }
}
