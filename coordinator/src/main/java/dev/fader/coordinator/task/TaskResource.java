package dev.fader.coordinator.task;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.coordinator.bulk.BulkActions;
import dev.fader.coordinator.problem.Parameters;
import dev.fader.coordinator.problem.ProblemException;
import dev.fader.coordinator.storage.ObjectLinks;
import dev.fader.queue.task.Changes.Change;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.api.ProblemType;
import dev.fader.schemas.api.ResultView;
import dev.fader.schemas.api.TaskView;
import dev.fader.schemas.kind.TaskKind;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** One file's way through the system. */
@Path("/v1")
public final class TaskResource {

    private final TaskStore tasks;
    private final BulkActions actions;
    private final ObjectLinks links;

    TaskResource(TaskStore tasks, BulkActions actions, ObjectLinks links) {
        this.tasks = tasks;
        this.actions = actions;
        this.links = links;
    }

    @GET
    @Path("/tasks/{id}")
    @Operation(operationId = "getTask", summary = "State, progress and failure of a task")
    public TaskView get(String id) {
        return find(Parameters.task(id));
    }

    @GET
    @Path("/tasks/{id}/result")
    @Operation(operationId = "getResult", summary = "What the task made, with links to fetch it")
    public ResultView result(String id) {
        TaskView task = find(Parameters.task(id));
        TaskStore.Result result = tasks.result(task.id())
                .orElseThrow(() -> new ProblemException(
                        ProblemType.RESULT_NOT_READY,
                        "%s is %s: only a task that is DONE or in REVIEW has a result"
                                .formatted(task.id(), task.state())));
        return new ResultView(
                task.id(), task.kind(), result.json(), result.createdAt(), downloads(task.kind(), result.json()));
    }

    private <R> List<ResultView.Download> downloads(TaskKind<?, R> kind, JsonNode result) {
        return kind.outputs(kind.readResult(result)).stream()
                .map(output -> links.download(output.name(), output.object()))
                .toList();
    }

    @POST
    @Path("/tasks/{id}/cancel")
    @Operation(operationId = "cancelTask", summary = "Cancels a task; one that runs stops within a chunk")
    public TaskView cancel(String id) {
        TaskId task = find(Parameters.task(id)).id();
        boolean unused = actions.change(Change.CANCEL, task);
        return find(task);
    }

    @POST
    @Path("/tasks/{id}/accept")
    @Operation(operationId = "acceptTask", summary = "Takes outputs that wait for a review as they are")
    public TaskView accept(String id) {
        TaskView task = find(Parameters.task(id));
        if (!actions.change(Change.ACCEPT, task.id())) {
            throw new ProblemException(
                    ProblemType.CONFLICT, "%s is %s, not in REVIEW".formatted(task.id(), task.state()));
        }
        return find(task.id());
    }

    private TaskView find(TaskId id) {
        return tasks.find(id).orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "there is no task " + id));
    }
}
