package dev.fader.coordinator.batch;

import dev.fader.coordinator.config.LimitsConfig;
import dev.fader.coordinator.problem.Parameters;
import dev.fader.coordinator.problem.ProblemException;
import dev.fader.coordinator.request.Priorities;
import dev.fader.coordinator.task.TaskStore;
import dev.fader.schemas.BatchId;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.api.BatchChange;
import dev.fader.schemas.api.BatchKind;
import dev.fader.schemas.api.BatchPage;
import dev.fader.schemas.api.BatchView;
import dev.fader.schemas.api.ProblemType;
import dev.fader.schemas.api.TaskFilter;
import dev.fader.schemas.api.TaskPage;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Many files at once. One that fails never stops the others. */
@Path("/v1")
public final class BatchResource {

    private static final int BATCHES_ON_A_PAGE = 50;

    private final BatchStore batches;
    private final TaskStore tasks;
    private final LimitsConfig limits;

    BatchResource(BatchStore batches, TaskStore tasks, LimitsConfig limits) {
        this.batches = batches;
        this.tasks = tasks;
        this.limits = limits;
    }

    @GET
    @Path("/batches")
    @Operation(operationId = "listBatches", summary = "Newest first, page by page; label=key=value as often as wanted")
    public BatchPage list(
            @QueryParam("tenant") @Nullable String tenant,
            @QueryParam("kind") @Nullable BatchKind kind,
            @QueryParam("label") List<String> labels,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable Integer limit) {
        int size = Parameters.limit(limit, BATCHES_ON_A_PAGE, limits.pageSize());
        List<BatchView> page = batches.list(
                tenant,
                kind,
                Parameters.pairs("label", labels),
                after == null ? null : Parameters.read("after", after, BatchId::parse),
                size);
        return new BatchPage(
                page, page.size() < size ? null : page.getLast().id().toString());
    }

    @GET
    @Path("/batches/{id}")
    @Operation(operationId = "getBatch", summary = "State, tasks per state, and progress in seconds of audio")
    public BatchView get(String id) {
        return find(id);
    }

    @GET
    @Path("/batches/{id}/tasks")
    @Operation(operationId = "listTasksOfBatch", summary = "The tasks in the order of their items, page by page")
    public TaskPage tasks(
            String id,
            @QueryParam("state") List<String> states,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable Integer limit) {
        BatchId batch = find(id).id();
        return tasks.page(
                new TaskFilter(batch, null, null, Parameters.states(states), null, null, null, null),
                after == null
                        ? null
                        : Parameters.read("after", after, TaskId::parse).toString(),
                Parameters.limit(limit, limits.pageSize(), limits.pageSize()));
    }

    @PATCH
    @Path("/batches/{id}")
    @Operation(operationId = "changeBatch", summary = "Changes priority or retention")
    public BatchView change(String id, @Nullable BatchChange change) {
        BatchId batch = find(id).id();
        if (change == null || change.priority() == null && change.retainDays() == null) {
            throw new ProblemException(ProblemType.MALFORMED_REQUEST, "say priority or retainDays");
        }
        String tooUrgent = Priorities.fault(change.priority(), limits.priority());
        if (tooUrgent != null) {
            throw new ProblemException(ProblemType.INVALID_BATCH, "priority " + tooUrgent);
        }
        if (change.retainDays() != null && (change.retainDays() < 1 || change.retainDays() > limits.retainDays())) {
            throw new ProblemException(
                    ProblemType.INVALID_BATCH,
                    "retainDays is outside 1 to %d (fader.limits.retain-days)".formatted(limits.retainDays()));
        }
        batches.change(batch, change);
        return find(id);
    }

    @POST
    @Path("/batches/{id}/cancel")
    @Operation(operationId = "cancelBatch", summary = "Cancels what has not ended; what runs stops within a chunk")
    public BatchView cancel(String id) {
        batches.cancel(find(id).id());
        return find(id);
    }

    @POST
    @Path("/batches/{id}/pause")
    @Operation(operationId = "pauseBatch", summary = "Starts nothing more of it; what runs goes on")
    public BatchView pause(String id) {
        batches.pause(find(id).id(), true);
        return find(id);
    }

    @POST
    @Path("/batches/{id}/resume")
    @Operation(operationId = "resumeBatch", summary = "Ends a pause")
    public BatchView resume(String id) {
        batches.pause(find(id).id(), false);
        return find(id);
    }

    @DELETE
    @Path("/batches/{id}")
    @Operation(operationId = "deleteBatch", summary = "Deletes outputs, uploads and records of a batch that has ended")
    public void delete(String id) {
        BatchView batch = find(id);
        if (!batches.delete(batch.id())) {
            throw new ProblemException(ProblemType.CONFLICT, "%s has not ended: cancel it first".formatted(batch.id()));
        }
    }

    private BatchView find(String id) {
        return batches.find(Parameters.batch(id))
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "there is no batch " + id));
    }
}
