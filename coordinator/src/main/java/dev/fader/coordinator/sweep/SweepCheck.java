package dev.fader.coordinator.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.coordinator.config.LimitsConfig;
import dev.fader.coordinator.evaluation.EvaluationPlan;
import dev.fader.coordinator.problem.Findings;
import dev.fader.coordinator.request.Tenants;
import dev.fader.coordinator.run.RunChanges;
import dev.fader.schemas.Texts;
import dev.fader.schemas.api.ProblemType;
import dev.fader.schemas.api.SubmitEvaluation;
import dev.fader.schemas.api.SubmitSweep;
import dev.fader.schemas.api.SubmitSweep.Budget;
import dev.fader.schemas.api.SubmitSweep.Halving;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** From what a client sent to a sweep. What is wrong is found before anything is written, all of it at once. */
@Singleton
final class SweepCheck {

    /** Room for a run's number after the sweep's name. */
    private static final int NUMBER = 4;

    private final LimitsConfig limits;
    private final RunChanges runs;

    SweepCheck(LimitsConfig limits, RunChanges runs) {
        this.limits = limits;
        this.runs = runs;
    }

    /** @throws dev.fader.coordinator.problem.ProblemException listing what is wrong */
    NewSweep check(Handle handle, SubmitSweep sent) {
        Findings findings = new Findings();
        String tenant = Objects.requireNonNullElse(sent.tenant(), Tenants.DEFAULT);
        String name = Objects.requireNonNullElse(sent.name(), "sweep");
        String fault = Texts.nameFault(name, limits.nameLength() - NUMBER);
        if (fault != null) {
            findings.fault("/name", "%s (fader.limits.name-length)".formatted(fault));
        }
        runs.check(handle, NewSweep.run(sent, null, sent.config()), findings);
        check(sent.budget(), findings);
        check(sent.halving(), findings);
        List<Point> points = points(sent, findings);
        EvaluationPlan evaluation = evaluation(handle, tenant, sent, findings);
        findings.refuseFaults(ProblemType.INVALID_SWEEP);
        return new NewSweep(name, tenant, sent, evaluation, points);
    }

    private static void check(@Nullable Budget budget, Findings findings) {
        if (budget == null) {
            return;
        }
        if (budget.runs() != null && budget.runs() < 1) {
            findings.fault("/budget/runs", "is %d: at least 1 is expected".formatted(budget.runs()));
        }
        if (budget.epochs() != null && budget.epochs() < 1) {
            findings.fault("/budget/epochs", "is %d: at least 1 is expected".formatted(budget.epochs()));
        }
        if (budget.deviceHours() != null && !(budget.deviceHours() > 0)) {
            findings.fault("/budget/deviceHours", "is not above 0");
        }
    }

    private static void check(@Nullable Halving halving, Findings findings) {
        if (halving == null) {
            return;
        }
        if (halving.firstEpochs() == null || halving.firstEpochs() < 1) {
            findings.fault("/halving/firstEpochs", "is missing: after how many epochs the first are left, at least 1");
        }
        double keep = Objects.requireNonNullElse(halving.keep(), Rungs.HALF);
        if (!(keep >= Rungs.LEAST_KEPT && keep < 1)) {
            findings.fault(
                    "/halving/keep", "is the share of runs that go on, from %s to below 1".formatted(Rungs.LEAST_KEPT));
        }
    }

    private List<Point> points(SubmitSweep sent, Findings findings) {
        JsonNode config = sent.config();
        SubmitSweep.Points points = sent.points();
        Map<String, List<JsonNode>> grid = points == null ? null : points.grid();
        SubmitSweep.Random random = points == null ? null : points.random();
        if ((grid == null) == (random == null)) {
            findings.fault("/points", "one of grid and random is expected");
            return List.of();
        }
        if (config == null || !config.isObject()) {
            return List.of();
        }
        Budget budget = sent.budget();
        int most = budget == null || budget.runs() == null
                ? limits.sweepRuns()
                : Math.min(limits.sweepRuns(), Math.max(1, budget.runs()));
        if (random != null && random.count() != null && random.count() > limits.sweepRuns()) {
            findings.fault(
                    "/points/random/count",
                    "is more than %d runs (fader.limits.sweep-runs)".formatted(limits.sweepRuns()));
        }
        return grid != null
                ? Grid.points(config, grid, most, findings)
                : RandomPoints.points(config, Objects.requireNonNull(random), most, findings);
    }

    private @Nullable EvaluationPlan evaluation(Handle handle, String tenant, SubmitSweep sent, Findings findings) {
        SubmitEvaluation asked = sent.evaluation();
        return asked == null ? null : EvaluationPlan.check(handle, tenant, sent.data(), asked, "/evaluation", findings);
    }
}
