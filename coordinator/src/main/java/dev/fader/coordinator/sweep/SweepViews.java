package dev.fader.coordinator.sweep;

import dev.fader.coordinator.evaluation.EvaluationStore;
import dev.fader.coordinator.run.RunStore;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.RunId;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.api.EvaluationView;
import dev.fader.schemas.api.RunState;
import dev.fader.schemas.api.RunView;
import dev.fader.schemas.api.SweepState;
import dev.fader.schemas.api.SweepView;
import dev.fader.schemas.evaluation.ReportResult;
import dev.fader.schemas.kind.EpochKind;
import dev.fader.schemas.remix.StoredObject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** A sweep with what follows from its runs. */
final class SweepViews {

    private static final double SECONDS_PER_HOUR = 3600;

    private SweepViews() {}

    /** Its report has no link yet. */
    static SweepView of(Handle handle, SweepRow sweep) {
        List<RunView> runs = RunStore.ofSweep(handle, sweep.id());
        Map<RunId, SweepRows.Taken> taken = SweepRows.taken(handle, sweep.id());
        Map<RunId, List<EvaluationView>> evaluations = EvaluationStore.ofSweep(handle, sweep.id()).stream()
                .collect(Collectors.groupingBy(EvaluationView::run));
        List<SweepView.Row> rows = runs.stream()
                .map(run -> row(
                        run,
                        taken.getOrDefault(run.id(), SweepRows.Taken.NOTHING),
                        evaluations.getOrDefault(run.id(), List.of())))
                .toList();
        TaskId report = sweep.report();
        return new SweepView(
                sweep.id(),
                sweep.name(),
                sweep.tenant(),
                state(sweep, runs),
                sweep.submitted(),
                sweep.rung(),
                rows,
                new SweepView.Spent(
                        runs.size(),
                        taken.values().stream()
                                .mapToInt(SweepRows.Taken::epochs)
                                .sum(),
                        taken.values().stream()
                                        .mapToDouble(SweepRows.Taken::seconds)
                                        .sum()
                                / SECONDS_PER_HOUR),
                sweep.outOfBudget(),
                report == null ? null : new SweepView.Report(report, null),
                sweep.createdAt(),
                sweep.finishedAt());
    }

    private static SweepView.Row row(RunView run, SweepRows.Taken taken, List<EvaluationView> evaluations) {
        EpochKind.Result best = run.best();
        EpochKind.Result last = run.last();
        StoredObject model = EvaluationStore.best(run).orElse(null);
        return new SweepView.Row(
                run.id(),
                run.name(),
                run.state(),
                Objects.requireNonNullElseGet(run.point(), () -> FaderJson.tree(Map.of())),
                last == null ? 0 : last.epoch(),
                best == null ? null : best.validationSdrDb(),
                best == null ? null : best.epoch(),
                model,
                taken.seconds(),
                run.failure(),
                evaluations);
    }

    private static SweepState state(SweepRow sweep, List<RunView> runs) {
        if (sweep.cancelled()) {
            return SweepState.CANCELLED;
        }
        if (sweep.finishedAt() != null) {
            return runs.stream().anyMatch(run -> run.last() != null) ? SweepState.FINISHED : SweepState.FAILED;
        }
        if (sweep.paused()) {
            return SweepState.PAUSED;
        }
        if (sweep.report() != null) {
            return SweepState.REPORTING;
        }
        return runs.stream().map(RunView::state).allMatch(RunState::isFinal)
                ? SweepState.EVALUATING
                : SweepState.TRAINING;
    }

    /** The object of a report that is made. */
    static Optional<ReportResult> report(Handle handle, @Nullable TaskId task) {
        return task == null
                ? Optional.empty()
                : handle.createQuery("SELECT result FROM result WHERE task_id = :task")
                        .bind("task", task.uuid())
                        .mapTo(String.class)
                        .findOne()
                        .map(json -> FaderJson.read(json, ReportResult.class));
    }
}
