package dev.fader.coordinator.promotion;

import dev.fader.coordinator.evaluation.EvaluationPlan;
import dev.fader.coordinator.fleet.Fleet;
import dev.fader.coordinator.model.ModelStore;
import dev.fader.coordinator.problem.Findings;
import dev.fader.coordinator.problem.ProblemException;
import dev.fader.coordinator.request.Tenants;
import dev.fader.queue.model.AliasRows;
import dev.fader.queue.model.KnownModel;
import dev.fader.queue.task.NextTasks;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.Texts;
import dev.fader.schemas.api.ProblemType;
import dev.fader.schemas.api.SubmitEvaluation;
import dev.fader.schemas.kind.TaskKinds;
import dev.fader.schemas.model.HeldOut;
import dev.fader.schemas.model.ModelNames;
import dev.fader.schemas.model.PromoteSpec;
import dev.fader.schemas.model.PromotionRequest;
import dev.fader.schemas.model.PromotionView;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** How aliases move. */
@Path("/v1")
public final class PromotionResource {

    private static final int SONGS = 50;
    private static final double SECONDS = 30;
    private static final double MOST_SECONDS = 600;
    private static final int LONGEST_REASON = 2000;

    private final Jdbi jdbi;
    private final ModelStore models;
    private final Fleet fleet;

    PromotionResource(Jdbi jdbi, ModelStore models, Fleet fleet) {
        this.jdbi = jdbi;
        this.models = models;
        this.fleet = fleet;
    }

    @POST
    @Path("/aliases/{alias}/promotions")
    @Operation(
            operationId = "promote",
            summary = "Moves an alias to a model, if that is better than what it names on songs that neither knows",
            description =
                    "A task decides; its result has the table and remixes by both. With overruleReason the alias is"
                            + " moved at once, or set for the first time, and the reason recorded.")
    public PromotionView promote(String alias, @Nullable PromotionRequest request) {
        String fault = ModelNames.aliasFault(alias);
        if (fault != null) {
            throw new ProblemException(ProblemType.INVALID_PROMOTION, fault);
        }
        if (request == null || request.candidate() == null) {
            throw new ProblemException(ProblemType.INVALID_PROMOTION, "candidate: a model is needed");
        }
        String name = request.candidate();
        String reason = request.overruleReason();
        if (reason != null) {
            return overrule(alias, name, reason);
        }
        return jdbi.inTransaction(handle -> begin(handle, alias, name, heldOut(handle, request)));
    }

    private PromotionView overrule(String alias, String name, String reason) {
        String fault = reason.isBlank()
                ? "is empty"
                : reason.length() > LONGEST_REASON
                        ? "has more than %d characters".formatted(LONGEST_REASON)
                        : Texts.fault(reason);
        if (fault != null) {
            throw new ProblemException(ProblemType.INVALID_PROMOTION, "overruleReason: " + fault);
        }
        return jdbi.inTransaction(handle -> {
            AliasRows.overrule(handle, alias, models.known(handle, name).sha256(), reason);
            return new PromotionView(AliasRows.find(handle, alias).orElseThrow(), null, null);
        });
    }

    private static HeldOut heldOut(Handle handle, PromotionRequest request) {
        Findings findings = new Findings();
        if (request.data() == null) {
            findings.fault("/data", "is needed: the name of a data set to judge by; or an overruleReason");
        }
        String tenant = Objects.requireNonNullElse(request.tenant(), Tenants.DEFAULT);
        int songs = Objects.requireNonNullElse(request.songs(), SONGS);
        EvaluationPlan plan = EvaluationPlan.check(
                handle, tenant, null, new SubmitEvaluation(request.data(), request.split(), songs, null), "", findings);
        double seconds = Objects.requireNonNullElse(request.seconds(), SECONDS);
        if (!(seconds >= 1 && seconds <= MOST_SECONDS)) {
            findings.fault("/seconds", "is outside 1 to %.0f".formatted(MOST_SECONDS));
        }
        findings.refuseFaults(ProblemType.INVALID_PROMOTION);
        return new HeldOut(Objects.requireNonNull(plan).data(), plan.split(), songs, seconds);
    }

    private PromotionView begin(Handle transaction, String alias, String name, HeldOut heldOut) {
        KnownModel candidate = models.known(transaction, name);
        String incumbent = AliasRows.model(transaction, alias)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.CONFLICT,
                        "there is no alias '%s', and so nothing to compare with: give an overruleReason to set it"
                                .formatted(alias)));
        if (incumbent.equals(candidate.sha256())) {
            throw new ProblemException(ProblemType.CONFLICT, "'%s' names %s already".formatted(alias, incumbent));
        }
        KnownModel known = models.known(transaction, incumbent);
        if (!known.sources().equals(candidate.sources()) || known.sampleRateHz() != candidate.sampleRateHz()) {
            throw new ProblemException(
                    ProblemType.CONFLICT,
                    "the candidate has %s at %d Hz and the incumbent %s at %d Hz: no table compares them, an overruleReason can"
                            .formatted(
                                    candidate.sources(),
                                    candidate.sampleRateHz(),
                                    known.sources(),
                                    known.sampleRateHz()));
        }
        TaskId task = NextTasks.alone(
                transaction,
                TaskKinds.PROMOTE,
                TaskClass.TRAINING,
                Tenants.DEFAULT,
                0,
                new PromoteSpec(alias, candidate.sha256(), incumbent, heldOut));
        String warning = fleet.serves(TaskClass.TRAINING, TaskKinds.PROMOTE)
                ? null
                : "no living worker takes promotions: it waits until one does (fader.worker.classes with training)";
        return new PromotionView(AliasRows.find(transaction, alias).orElseThrow(), task, warning);
    }
}
