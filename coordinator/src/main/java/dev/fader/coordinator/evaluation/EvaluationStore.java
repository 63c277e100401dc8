package dev.fader.coordinator.evaluation;

import dev.fader.queue.task.FailureColumns;
import dev.fader.queue.task.NextTask;
import dev.fader.queue.task.NextTasks;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.RunId;
import dev.fader.schemas.SweepId;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.TaskState;
import dev.fader.schemas.api.EvaluationView;
import dev.fader.schemas.api.RunView;
import dev.fader.schemas.evaluation.EvaluateResult;
import dev.fader.schemas.evaluation.EvaluateSpec;
import dev.fader.schemas.kind.EpochKind;
import dev.fader.schemas.kind.TaskKinds;
import dev.fader.schemas.remix.StoredObject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Evaluations in the database: tasks in the batch of their run. Every method works in the caller's transaction. */
public final class EvaluationStore {

    private static final String SELECT = """
            SELECT run_evaluation.*, state, failure_class, failure_reason, failure_detail, result.result
              FROM run_evaluation JOIN task ON task.id = run_evaluation.task_id
              LEFT JOIN result ON result.task_id = task.id
            """;

    private EvaluationStore() {}

    /** The best weights of a run, once it has validated any. */
    public static Optional<StoredObject> best(RunView run) {
        EpochKind.Result last = run.last();
        return last == null
                ? Optional.empty()
                : Optional.ofNullable(last.position().best());
    }

    /**
     * Has the best weights of a run measured.
     *
     * @param sweep that wants it; null: somebody else
     */
    public static TaskId begin(
            Handle transaction, RunView run, StoredObject best, EvaluationPlan plan, @Nullable SweepId sweep) {
        NextTask task = NextTask.of(
                        TaskKinds.EVALUATE,
                        new EvaluateSpec(
                                run.id(),
                                run.name(),
                                best,
                                run.data().name(),
                                plan.data(),
                                plan.split(),
                                plan.songs(),
                                plan.protocol()))
                .in(TaskClass.TRAINING);
        NextTasks.insert(transaction, run.task(), task);
        transaction
                .createUpdate("""
                        INSERT INTO run_evaluation (run_id, task_id, sweep_id, model, data_name, split)
                        VALUES (:run, :task, CAST(:sweep AS uuid), :model, :data, :split)
                        """)
                .bind("run", run.id().uuid())
                .bind("task", task.id().uuid())
                .bind("sweep", sweep == null ? null : sweep.uuid())
                .bind("model", best.sha256())
                .bind("data", plan.data().name())
                .bind("split", plan.split())
                .execute();
        return task.id();
    }

    /** Of one run, in the order in which they were asked for. */
    public static List<EvaluationView> ofRun(Handle handle, RunId run) {
        return handle.createQuery(SELECT + " WHERE run_id = :run ORDER BY run_evaluation.task_id")
                .bind("run", run.uuid())
                .map((row, context) -> read(row))
                .list();
    }

    /** Those that a sweep wanted. */
    public static List<EvaluationView> ofSweep(Handle handle, SweepId sweep) {
        return handle.createQuery(SELECT + " WHERE sweep_id = :sweep ORDER BY run_evaluation.task_id")
                .bind("sweep", sweep.uuid())
                .map((row, context) -> read(row))
                .list();
    }

    private static EvaluationView read(ResultSet row) throws SQLException {
        String result = row.getString("result");
        TaskState state = TaskState.valueOf(row.getString("state"));
        return new EvaluationView(
                new TaskId(row.getObject("task_id", UUID.class)),
                new RunId(row.getObject("run_id", UUID.class)),
                row.getString("model"),
                row.getString("data_name"),
                row.getString("split"),
                state,
                state.isFinal() ? FailureColumns.read(row) : null,
                result == null ? null : FaderJson.read(result, EvaluateResult.class),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
