package dev.fader.coordinator.task;

import dev.fader.coordinator.bulk.BulkActions;
import dev.fader.coordinator.config.LimitsConfig;
import dev.fader.coordinator.problem.Parameters;
import dev.fader.coordinator.problem.ProblemException;
import dev.fader.queue.task.Changes.Change;
import dev.fader.schemas.BatchId;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.api.BulkAction;
import dev.fader.schemas.api.ProblemType;
import dev.fader.schemas.api.TaskFilter;
import dev.fader.schemas.api.TaskPage;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Tasks of any batch, found and changed by what they have in common. */
@Path("/v1")
public final class TasksResource {

    private final TaskStore tasks;
    private final BulkActions actions;
    private final LimitsConfig limits;

    TasksResource(TaskStore tasks, BulkActions actions, LimitsConfig limits) {
        this.tasks = tasks;
        this.actions = actions;
        this.limits = limits;
    }

    @GET
    @Path("/tasks")
    @Operation(operationId = "listTasks", summary = "Tasks for which everything that is given holds, page by page")
    public TaskPage list(
            @QueryParam("batch") @Nullable String batch,
            @QueryParam("tenant") @Nullable String tenant,
            @QueryParam("class") @Nullable TaskClass taskClass,
            @QueryParam("state") List<String> states,
            @QueryParam("label") List<String> labels,
            @QueryParam("reason") @Nullable String reason,
            @QueryParam("key") @Nullable String key,
            @QueryParam("model") @Nullable String model,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable Integer limit) {
        return tasks.page(
                new TaskFilter(
                        batch == null ? null : Parameters.read("batch", batch, BatchId::parse),
                        tenant,
                        taskClass,
                        Parameters.states(states),
                        Parameters.pairs("label", labels),
                        reason,
                        key,
                        model),
                after == null
                        ? null
                        : Parameters.read("after", after, TaskId::parse).toString(),
                Parameters.limit(limit, limits.pageSize(), limits.pageSize()));
    }

    @POST
    @Path("/tasks/cancel")
    @Operation(operationId = "cancelTasks", summary = "Cancels what the filter finds; dryRun only counts")
    public BulkAction.Done cancel(@Nullable BulkAction action) {
        return act(action, Change.CANCEL);
    }

    @POST
    @Path("/tasks/accept")
    @Operation(operationId = "acceptTasks", summary = "Takes what waits for a review as it is; dryRun only counts")
    public BulkAction.Done accept(@Nullable BulkAction action) {
        return act(action, Change.ACCEPT);
    }

    private BulkAction.Done act(@Nullable BulkAction action, Change change) {
        TaskFilter filter = action == null ? null : action.filter();
        if (action == null || filter == null) {
            throw new ProblemException(ProblemType.MALFORMED_REQUEST, "a filter is needed that says which tasks");
        }
        FilterCheck.check(filter);
        return Boolean.TRUE.equals(action.dryRun())
                ? BulkAction.Done.counted(actions.count(change, filter))
                : BulkAction.Done.of(actions.start(change, filter, null));
    }
}
