package dev.fader.coordinator.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.queue.task.FailureColumns;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.Failure;
import dev.fader.schemas.RunId;
import dev.fader.schemas.SweepId;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.TaskState;
import dev.fader.schemas.api.RunState;
import dev.fader.schemas.api.RunView;
import dev.fader.schemas.kind.EpochKind;
import dev.fader.schemas.kind.PreflightKind;
import dev.fader.schemas.kind.TaskKind;
import dev.fader.schemas.kind.TaskKinds;
import dev.fader.schemas.run.TrainingSpec;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of table run, with what follows from a run's tasks and epochs. */
final class RunRows {

    /** The last task that trains, the last epoch, the best one, and what the first look found. */
    static final String SELECT = """
            SELECT run.id, run.name, run.spec, run.keep_every, run.most_epochs, run.cloned_from, run.sweep_id, run.point, run.stopped,
                   batch.tenant, batch.priority, batch.paused, batch.labels, batch.created_at,
                   task.id AS task_id, task.kind, task.state, task.worker, task.progress_done, task.finished_at,
                   task.failure_class, task.failure_reason, task.failure_detail,
                   last.result AS last, best.result AS best, pace.seconds AS pace,
                   (SELECT CAST(point ->> 'step' AS bigint) FROM saved_point WHERE task_id = task.id) AS saved_step,
                   (SELECT result FROM result JOIN task first ON first.id = task_id
                     WHERE first.batch_id = run.id AND first.kind = 'preflight' ORDER BY first.item DESC LIMIT 1) AS expected
              FROM run JOIN batch ON batch.id = run.id
              JOIN LATERAL (SELECT * FROM task WHERE batch_id = run.id AND kind IN ('preflight', 'epoch')
                             ORDER BY item DESC LIMIT 1) task ON true
              LEFT JOIN LATERAL (SELECT result FROM run_epoch WHERE run_id = run.id AND NOT superseded
                                  ORDER BY epoch DESC LIMIT 1) last ON true
              LEFT JOIN LATERAL (SELECT result FROM run_epoch WHERE run_id = run.id AND NOT superseded
                                  ORDER BY CAST(result ->> 'validationSdrDb' AS double precision) DESC, epoch LIMIT 1) best
                     ON true
              LEFT JOIN LATERAL (SELECT avg(CAST(result ->> 'seconds' AS double precision)) AS seconds FROM run_epoch
                                  WHERE run_id = run.id AND NOT superseded) pace ON true
             WHERE batch.deleted_at IS NULL
            """;

    private RunRows() {}

    static RunView read(ResultSet row) throws SQLException {
        TrainingSpec spec = FaderJson.read(row.getString("spec"), TrainingSpec.class);
        TaskKind<?, ?> kind = TaskKinds.named(row.getString("kind"));
        TaskState state = TaskState.valueOf(row.getString("state"));
        EpochKind.Result last = json(row, "last", EpochKind.Result.class);
        PreflightKind.Result expected = json(row, "expected", PreflightKind.Result.class);
        Failure failure = FailureColumns.read(row);
        RunState.End end = last != null && last.end() != null
                ? RunState.End.REACHED
                : row.getBoolean("stopped") ? RunState.End.GIVEN_UP : RunState.End.OPEN;
        RunState runState = RunState.of(
                kind, state, failure == null ? null : failure.failureClass(), row.getBoolean("paused"), end);
        long step = step(last, state == TaskState.RUNNING && kind.equals(TaskKinds.EPOCH), row);
        UUID sweep = row.getObject("sweep_id", UUID.class);
        UUID clonedFrom = row.getObject("cloned_from", UUID.class);
        OffsetDateTime finished = row.getObject("finished_at", OffsetDateTime.class);
        Instant endedAt = runState.isFinal() && finished != null ? finished.toInstant() : null;
        return new RunView(
                new RunId(row.getObject("id", UUID.class)),
                row.getString("name"),
                runState,
                row.getString("tenant"),
                row.getInt("priority"),
                FaderJson.readTexts(row.getString("labels")),
                spec.data(),
                spec.config(),
                spec.startModel(),
                spec.separators(),
                row.getInt("keep_every"),
                expected,
                step,
                last,
                json(row, "best", EpochKind.Result.class),
                runState.isFinal() ? null : secondsLeft(expected, step, row.getObject("pace", Double.class)),
                new TaskId(row.getObject("task_id", UUID.class)),
                state == TaskState.RUNNING ? row.getString("worker") : null,
                runState.isFinal() ? failure : null,
                row.getObject("most_epochs", Integer.class),
                clonedFrom == null ? null : new RunId(clonedFrom),
                sweep == null ? null : new SweepId(sweep),
                json(row, "point", JsonNode.class),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                endedAt);
    }

    /** After its last epoch, and what an epoch that runs or has made room has done since. */
    private static long step(EpochKind.@Nullable Result last, boolean running, ResultSet row) throws SQLException {
        long ended = last == null ? 0 : last.position().step();
        long now = running ? ended + (long) row.getDouble("progress_done") : ended;
        return Math.max(now, row.getLong("saved_step"));
    }

    /** To the end of its budget: when a run loses its patience is not known. */
    private static @Nullable Double secondsLeft(
            PreflightKind.@Nullable Result expected, long step, @Nullable Double pace) {
        if (expected == null) {
            return null;
        }
        double perEpoch = pace == null ? expected.secondsPerEpoch() : pace;
        double left = expected.epochs() - (double) step / expected.stepsPerEpoch();
        return Math.max(0, left) * perEpoch;
    }

    private static <T> @Nullable T json(ResultSet row, String column, Class<T> type) throws SQLException {
        String text = row.getString(column);
        return text == null ? null : FaderJson.read(text, type);
    }
}
