package dev.fader.queue.event;

import dev.fader.queue.sql.Sql;
import dev.fader.schemas.Failure;
import dev.fader.schemas.RunId;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.TaskState;
import dev.fader.schemas.api.RunState;
import dev.fader.schemas.event.RunChanged;
import dev.fader.schemas.event.TaskChanged;
import dev.fader.schemas.kind.TaskKind;
import dev.fader.schemas.kind.TaskKinds;
import dev.fader.schemas.run.RunChange;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Runs whose training ended with a task that did not: refused, failed or cancelled. */
final class EndedRuns {

    private EndedRuns() {}

    private record Training(TaskId task, RunId run, TaskKind<?, ?> kind) {}

    static List<RunChanged> of(Handle transaction, List<TaskChanged> tasks) {
        Map<TaskId, TaskChanged> unfinished = tasks.stream()
                .filter(changed -> changed.batch() != null && endsTraining(changed.state()))
                .collect(Collectors.toMap(TaskChanged::task, Function.identity()));
        if (unfinished.isEmpty()) {
            return List.of();
        }
        return transaction
                .createQuery("""
                        SELECT task.id, task.kind, run.id AS run_id FROM task JOIN run ON run.id = task.batch_id
                         WHERE task.id = ANY(:tasks) AND task.kind IN ('preflight', 'epoch')
                         ORDER BY task.id
                        """)
                .bindArray("tasks", UUID.class, Sql.column(unfinished.keySet(), TaskId::uuid))
                .map((row, context) -> new Training(
                        new TaskId(row.getObject("id", UUID.class)),
                        new RunId(row.getObject("run_id", UUID.class)),
                        TaskKinds.named(row.getString("kind"))))
                .stream()
                .map(training -> ended(training, Objects.requireNonNull(unfinished.get(training.task()))))
                .toList();
    }

    private static boolean endsTraining(TaskState state) {
        return switch (state) {
            case FAILED, CANCELLED, QUARANTINED -> true;
            case READY, RUNNING, DONE, REVIEW -> false;
        };
    }

    private static RunChanged ended(Training training, TaskChanged task) {
        Failure failure = task.failure();
        RunState state = RunState.of(
                training.kind(),
                task.state(),
                failure == null ? null : failure.failureClass(),
                false,
                RunState.End.OPEN);
        return new RunChanged(training.run(), RunChange.valueOf(state.name()), null, null, failure);
    }
}
