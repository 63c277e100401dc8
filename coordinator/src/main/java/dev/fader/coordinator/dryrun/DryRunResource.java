package dev.fader.coordinator.dryrun;

import dev.fader.coordinator.batch.BatchStore;
import dev.fader.coordinator.batch.NewBatch;
import dev.fader.coordinator.problem.Parameters;
import dev.fader.coordinator.problem.ProblemException;
import dev.fader.coordinator.retry.FollowUp;
import dev.fader.schemas.BatchId;
import dev.fader.schemas.TaskState;
import dev.fader.schemas.api.BatchKind;
import dev.fader.schemas.api.BatchState;
import dev.fader.schemas.api.BatchView;
import dev.fader.schemas.api.DryRunReport;
import dev.fader.schemas.api.ProblemType;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jdbi.v3.core.Jdbi;

/** Looking before leaping: what a dry run found, and the batch that it was for. */
@Path("/v1")
public final class DryRunResource {

    private final Jdbi jdbi;
    private final BatchStore batches;
    private final DryRuns dryRuns;

    DryRunResource(Jdbi jdbi, BatchStore batches, DryRuns dryRuns) {
        this.jdbi = jdbi;
        this.batches = batches;
        this.dryRuns = dryRuns;
    }

    @GET
    @Path("/batches/{id}/report")
    @Operation(
            operationId = "getDryRunReport",
            summary =
                    "Refusals, collisions, hours of audio, compute and finish time; complete when the batch has ended")
    public DryRunReport report(String id) {
        return dryRuns.report(find(id));
    }

    @POST
    @Path("/batches/{id}/submit")
    @Operation(
            operationId = "submitDryRun",
            summary = "Submits what was probed; with skipRefused, without the files that would fail")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = BatchView.class)))
    public Response submit(String id, @QueryParam("skipRefused") @DefaultValue("false") boolean skipRefused) {
        BatchView source = find(id);
        DryRunReport report = dryRuns.report(source);
        if (report.state() == BatchState.RUNNING || report.state() == BatchState.CANCELLED) {
            throw new ProblemException(
                    ProblemType.CONFLICT, "%s is %s: not every file was probed".formatted(id, report.state()));
        }
        if (report.collisionCount() > 0) {
            throw new ProblemException(
                    ProblemType.CONFLICT,
                    "%d outputs have the name of another: see the report, and submit with other names"
                            .formatted(report.collisionCount()));
        }
        if (report.refusalCount() > 0 && !skipRefused) {
            throw new ProblemException(
                    ProblemType.CONFLICT,
                    "%d files would fail: see the report, and submit with skipRefused=true to leave them out"
                            .formatted(report.refusalCount()));
        }
        BatchView made = jdbi.inTransaction(transaction -> {
            NewBatch batch = new NewBatch(
                    BatchId.create(),
                    DryRuns.intendedKind(transaction, source.id()),
                    source.tenant(),
                    DryRuns.intended(transaction, source.id()),
                    null,
                    source.priority(),
                    source.labels(),
                    source.metadata(),
                    source.retainDays(),
                    null);
            int size = new FollowUp(transaction, source.id(), UnaryOperator.identity(), false)
                    .write(batch, FollowUp.Which.of(List.of(TaskState.DONE), null));
            if (size == 0) {
                throw new ProblemException(ProblemType.CONFLICT, "every file of %s would fail".formatted(id));
            }
            return BatchStore.find(transaction, batch.id()).orElseThrow();
        });
        return Response.created(URI.create("/v1/batches/" + made.id()))
                .entity(made)
                .build();
    }

    private BatchView find(String id) {
        BatchView batch = batches.find(Parameters.batch(id))
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "there is no batch " + id));
        if (batch.kind() != BatchKind.PROBE) {
            throw new ProblemException(
                    ProblemType.CONFLICT, "%s is no dry run: submit with dryRun=true for a report".formatted(id));
        }
        return batch;
    }
}
