package dev.fader.coordinator.batch;

import dev.fader.coordinator.config.LimitsConfig;
import dev.fader.coordinator.problem.ProblemException;
import dev.fader.coordinator.task.TaskStore;
import dev.fader.schemas.BatchId;
import dev.fader.schemas.api.BatchView;
import dev.fader.schemas.api.ProblemType;
import dev.fader.schemas.api.SubmitBatch;
import dev.fader.schemas.api.TaskPage;
import dev.fader.schemas.api.TaskView;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Many files at once. One that fails never stops the others. */
@Path("/v1/batches")
public final class BatchResource {

    private final SubmissionCheck check;
    private final BatchStore batches;
    private final TaskStore tasks;
    private final LimitsConfig limits;

    BatchResource(SubmissionCheck check, BatchStore batches, TaskStore tasks, LimitsConfig limits) {
        this.check = check;
        this.batches = batches;
        this.tasks = tasks;
        this.limits = limits;
    }

    @POST
    @Operation(operationId = "submitBatch", summary = "Accepts all items in one transaction, or none")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = BatchView.class)))
    public Response submit(@Nullable SubmitBatch request) {
        BatchId id = batches.insert(check.check(request));
        return Response.created(URI.create("/v1/batches/" + id))
                .entity(find(id))
                .build();
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getBatch", summary = "State, tasks per state, and progress in seconds of audio")
    public BatchView get(String id) {
        return find(parse(id));
    }

    @GET
    @Path("/{id}/tasks")
    @Operation(operationId = "listTasks", summary = "The tasks in the order of their items, page by page")
    public TaskPage tasks(
            String id, @QueryParam("after") @Nullable String after, @QueryParam("limit") @Nullable Integer limit) {
        BatchId batch = find(parse(id)).id();
        int size = limit == null ? limits.pageSize() : Math.clamp(limit, 1, limits.pageSize());
        List<TaskView> page = tasks.page(batch, cursor(after), size);
        return new TaskPage(
                page,
                page.size() < size ? null : Integer.toString(page.getLast().item()));
    }

    @POST
    @Path("/{id}/cancel")
    @Operation(operationId = "cancelBatch", summary = "Cancels what has not ended; what runs stops within a chunk")
    public BatchView cancel(String id) {
        BatchId batch = find(parse(id)).id();
        tasks.cancel(batch);
        return find(batch);
    }

    private BatchView find(BatchId id) {
        return batches.find(id)
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "there is no batch " + id));
    }

    private static BatchId parse(String id) {
        try {
            return BatchId.parse(id);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(ProblemType.NOT_FOUND, String.valueOf(e.getMessage()));
        }
    }

    private static int cursor(@Nullable String after) {
        try {
            return after == null ? -1 : Integer.parseInt(after);
        } catch (NumberFormatException e) {
            throw new ProblemException(
                    ProblemType.MALFORMED_REQUEST, "after is '%s': use the next of the page before".formatted(after));
        }
    }
}
