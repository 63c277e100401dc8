package dev.fader.coordinator.evaluation;

import dev.fader.coordinator.problem.Findings;
import dev.fader.coordinator.problem.Parameters;
import dev.fader.coordinator.problem.ProblemException;
import dev.fader.coordinator.run.RunStore;
import dev.fader.schemas.RunId;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.api.EvaluationView;
import dev.fader.schemas.api.ProblemType;
import dev.fader.schemas.api.RunView;
import dev.fader.schemas.api.SubmitEvaluation;
import dev.fader.schemas.remix.StoredObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Evaluations of single runs. */
@Path("/v1")
public final class EvaluationResource {

    private static final SubmitEvaluation NOTHING_SAID = new SubmitEvaluation(null, null, null, null);

    private final Jdbi jdbi;

    EvaluationResource(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @POST
    @Path("/runs/{id}/evaluations")
    @Operation(
            operationId = "evaluateRun",
            summary =
                    "Has the best weights of a run measured, by the protocol that is named or the one for them, and registered as a model")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = EvaluationView.class)))
    public Response evaluate(String id, @Nullable SubmitEvaluation evaluation) {
        EvaluationView view = jdbi.inTransaction(
                transaction -> begin(transaction, id, Objects.requireNonNullElse(evaluation, NOTHING_SAID)));
        return Response.created(URI.create("/v1/tasks/" + view.task()))
                .entity(view)
                .build();
    }

    private static EvaluationView begin(Handle transaction, String id, SubmitEvaluation sent) {
        RunView run = find(transaction, id);
        StoredObject best = EvaluationStore.best(run)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.CONFLICT,
                        "%s is %s and has no weights yet: its first epoch makes some"
                                .formatted(run.id(), run.state())));
        Findings findings = new Findings();
        EvaluationPlan plan =
                EvaluationPlan.check(transaction, run.tenant(), run.data().name(), sent, "", findings);
        findings.refuseFaults(ProblemType.INVALID_EVALUATION);
        TaskId task = EvaluationStore.begin(transaction, run, best, Objects.requireNonNull(plan), null);
        return EvaluationStore.ofRun(transaction, run.id()).stream()
                .filter(one -> one.task().equals(task))
                .findFirst()
                .orElseThrow();
    }

    @GET
    @Path("/runs/{id}/evaluations")
    @Operation(operationId = "listEvaluations", summary = "What was measured of a run, by sweeps as well")
    public List<EvaluationView> list(String id) {
        return jdbi.withHandle(
                handle -> EvaluationStore.ofRun(handle, find(handle, id).id()));
    }

    private static RunView find(Handle handle, String id) {
        RunId run = Parameters.run(id);
        return RunStore.find(handle, run)
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "there is no run " + id));
    }
}
