package dev.fader.coordinator.sweep;

import dev.fader.coordinator.evaluation.EvaluationPlan;
import dev.fader.coordinator.evaluation.EvaluationStore;
import dev.fader.coordinator.problem.ProblemException;
import dev.fader.coordinator.run.HeldRuns;
import dev.fader.coordinator.run.RunStore;
import dev.fader.queue.task.Changes;
import dev.fader.schemas.SweepId;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.TaskState;
import dev.fader.schemas.api.EvaluationView;
import dev.fader.schemas.api.RunView;
import dev.fader.schemas.api.SubmitSweep.Budget;
import dev.fader.schemas.api.SubmitSweep.Halving;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Takes sweeps further: lets the better runs on, has what they trained measured, and has that reported. What is to be done
 * follows from what there is, so that any coordinator can take the next turn.
 */
final class SweepTurns {

    private static final Logger LOG = Logger.getLogger(SweepTurns.class);
    private static final String ACTOR = "sweep";

    private final Jdbi jdbi;

    SweepTurns(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** A step of every sweep that has not ended. */
    void takeAll() {
        for (SweepId id : jdbi.withHandle(SweepRows::underWay)) {
            try {
                take(id);
            } catch (ProblemException e) {
                // somebody let a run on at this moment: the next turn sees it
                LOG.infof("%s waits for its next turn: %s", id, e.problem().detail());
            }
        }
    }

    void take(SweepId id) {
        jdbi.useTransaction(
                transaction -> SweepRows.take(transaction, id).ifPresent(sweep -> new Turn(transaction, sweep).take()));
    }

    /** One step of one sweep. */
    private record Turn(Handle transaction, SweepRow sweep) {

        void take() {
            List<RunView> runs = RunStore.ofSweep(transaction, sweep.id());
            String over = sweep.cancelled() ? sweep.id() + " was cancelled" : overBudget();
            if (over != null) {
                runs.stream()
                        .filter(run -> !run.state().isFinal())
                        .forEach(run -> HeldRuns.end(transaction, run, ACTOR, over));
            }
            if (sweep.paused()) {
                return;
            }
            if (runs.stream().allMatch(run -> run.state().isFinal())) {
                measure(runs);
            } else if (over == null && Rungs.isOver(runs)) {
                halve(runs);
            }
        }

        private @Nullable String overBudget() {
            Budget budget = sweep.submitted().budget();
            if (sweep.outOfBudget() != null || budget == null) {
                return sweep.outOfBudget();
            }
            SweepRows.Taken taken = SweepRows.taken(transaction, sweep.id()).values().stream()
                    .reduce(
                            SweepRows.Taken.NOTHING,
                            (one, other) -> new SweepRows.Taken(
                                    one.epochs() + other.epochs(), one.seconds() + other.seconds()));
            String why = null;
            if (budget.epochs() != null && taken.epochs() >= budget.epochs()) {
                why = "the sweep's %d epochs are spent".formatted(budget.epochs());
            } else if (budget.deviceHours() != null && taken.seconds() >= budget.deviceHours() * 3600) {
                why = "the sweep's %s device hours are spent".formatted(budget.deviceHours());
            }
            if (why != null) {
                SweepRows.outOfBudget(transaction, sweep.id(), why);
            }
            return why;
        }

        private void halve(List<RunView> runs) {
            Halving halving = sweep.submitted().halving();
            if (halving == null) {
                return;
            }
            Rungs.Verdict verdict = Rungs.judge(halving, sweep.rung(), runs);
            verdict.on().forEach(run -> HeldRuns.letOn(transaction, run, verdict.mostEpochs(), ACTOR));
            verdict.left()
                    .forEach(run ->
                            HeldRuns.stop(transaction, run, ACTOR, "others were better in rung " + (sweep.rung() + 1)));
            SweepRows.rung(transaction, sweep.id(), sweep.rung() + 1);
        }

        private void measure(List<RunView> runs) {
            List<EvaluationView> evaluations = EvaluationStore.ofSweep(transaction, sweep.id());
            if (sweep.cancelled()) {
                evaluations.stream().filter(one -> !one.state().isFinal()).forEach(one -> cancel(one.task()));
                SweepRows.finish(transaction, sweep.id());
                return;
            }
            EvaluationPlan plan = sweep.evaluation();
            if (plan != null && evaluations.isEmpty() && evaluate(runs, plan)) {
                return;
            }
            if (evaluations.stream().allMatch(one -> one.state().isFinal())) {
                report(evaluations);
            }
        }

        private void cancel(TaskId task) {
            boolean unused = Changes.change(transaction, Changes.Change.CANCEL, task);
        }

        /** @return whether there was anything to measure */
        private boolean evaluate(List<RunView> runs, EvaluationPlan plan) {
            boolean any = false;
            for (RunView run : runs) {
                var best = EvaluationStore.best(run);
                if (best.isPresent()) {
                    TaskId unused = EvaluationStore.begin(transaction, run, best.get(), plan, sweep.id());
                    any = true;
                }
            }
            return any;
        }

        private void report(List<EvaluationView> evaluations) {
            boolean measured = evaluations.stream().anyMatch(one -> one.result() != null);
            if (!measured) {
                SweepRows.finish(transaction, sweep.id());
            } else if (sweep.report() == null) {
                SweepRows.report(
                        transaction, sweep.id(), SweepReport.begin(transaction, SweepViews.of(transaction, sweep)));
            } else if (reportState().map(TaskState::isFinal).orElse(true)) {
                SweepRows.finish(transaction, sweep.id());
            }
        }

        private Optional<TaskState> reportState() {
            return transaction
                    .createQuery("SELECT state FROM task WHERE id = :id")
                    .bind("id", Objects.requireNonNull(sweep.report()).uuid())
                    .mapTo(String.class)
                    .findOne()
                    .map(TaskState::valueOf);
        }
    }
}
