package dev.fader.queue.task;

import dev.fader.queue.event.Outbox;
import dev.fader.queue.sql.Sql;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.Failure;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.TaskState;
import dev.fader.schemas.event.TaskChanged;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * RUNNING → an end, or back to READY after a failure: what a worker writes when an attempt is over, guarded by its
 * fence. Methods throw {@link org.jdbi.v3.core.JdbiException} when the database does not answer; a write whose answer
 * was lost may be repeated.
 */
public final class Commits {

    /**
     * Ends tasks and writes their results and events, in one statement, however many. The state is asked for in a form
     * that no index answers: whatever statistics say, each row is found by its id. Rows are locked in the order of
     * their ids, as by every statement that changes several: two of them wait for each other at most one way.
     */
    private static final String COMMIT = """
            WITH made AS MATERIALIZED (
                 SELECT * FROM unnest(CAST(:ids AS uuid[]), CAST(:fences AS bigint[]), CAST(:states AS text[]),
                                      CAST(:amounts AS double precision[]), CAST(:results AS text[]),
                                      CAST(:events AS text[]))
                               AS made (id, fence, state, amount, result, event)),
            held AS (SELECT id FROM task WHERE id = ANY(:ids) ORDER BY id FOR NO KEY UPDATE),
            ended AS (
                 UPDATE task SET state = made.state, lease_until = NULL, finished_at = now(),
                        progress_done = made.amount, progress_total = made.amount,
                        failure_class = NULL, failure_reason = NULL, failure_detail = NULL
                   FROM held JOIN made USING (id)
                  WHERE task.id = held.id AND task.fence = made.fence
                    AND task.state IS NOT DISTINCT FROM 'RUNNING'
                 RETURNING task.id),
            results AS (
                 INSERT INTO result (task_id, fence, worker, result)
                 SELECT id, fence, :worker, CAST(result AS jsonb) FROM made JOIN ended USING (id)),
            events AS (
                 INSERT INTO event (task_id, data) SELECT id, CAST(event AS jsonb) FROM made JOIN ended USING (id))
            SELECT id FROM ended
            """;

    private final Jdbi jdbi;
    private final String worker;

    public Commits(Jdbi jdbi, String worker) {
        this.jdbi = jdbi;
        this.worker = worker;
    }

    /** A task and what it made. */
    public record Completed(Claim claim, Completion completion) {}

    /**
     * Ends tasks with their results, all in one transaction; each stands or falls with its own fence.
     *
     * @return the tasks that were ended by this or, under the same fence, by an earlier try whose answer was lost
     */
    public Set<TaskId> commit(List<Completed> tasks) {
        if (tasks.stream().allMatch(task -> task.completion().isPlain())) {
            return jdbi.withHandle(handle -> commit(handle, tasks));
        }
        return jdbi.inTransaction(handle -> commit(handle, tasks));
    }

    private Set<TaskId> commit(Handle handle, List<Completed> tasks) {
        Set<TaskId> ended = handle
                .createQuery(COMMIT)
                .bindArray(
                        "ids",
                        UUID.class,
                        Sql.column(tasks, task -> task.claim().task().uuid()))
                .bindArray(
                        "fences",
                        Long.class,
                        Sql.column(tasks, task -> task.claim().fence().value()))
                .bindArray(
                        "states",
                        String.class,
                        Sql.column(tasks, task -> task.completion().state().name()))
                .bindArray(
                        "amounts",
                        Double.class,
                        Sql.column(tasks, task -> task.completion().amount()))
                .bindArray(
                        "results",
                        String.class,
                        Sql.column(tasks, task -> task.completion().result().toString()))
                .bindArray(
                        "events",
                        String.class,
                        Sql.column(
                                tasks,
                                task -> FaderJson.write(
                                        changed(task.claim(), task.completion().state(), null))))
                .bind("worker", worker)
                .map((row, context) -> new TaskId(row.getObject("id", UUID.class)))
                .stream()
                .collect(Collectors.toSet());
        for (Completed task : tasks) {
            if (ended.contains(task.claim().task())) {
                writeRest(handle, task);
            }
        }
        if (ended.size() < tasks.size()) {
            ended = new HashSet<>(ended);
            ended.addAll(committedBefore(handle, tasks));
        }
        return ended;
    }

    private static void writeRest(Handle handle, Completed task) {
        task.completion().writes().forEach(rows -> rows.write(handle, task.claim()));
        task.completion()
                .next()
                .forEach(next -> NextTasks.insert(handle, task.claim().task(), next));
    }

    private static Set<TaskId> committedBefore(Handle handle, List<Completed> tasks) {
        return handle
                .createQuery("""
                        SELECT task_id FROM result JOIN unnest(CAST(:ids AS uuid[]), CAST(:fences AS bigint[]))
                               AS mine (id, fence) ON task_id = mine.id AND result.fence = mine.fence
                        """)
                .bindArray(
                        "ids",
                        UUID.class,
                        Sql.column(tasks, task -> task.claim().task().uuid()))
                .bindArray(
                        "fences",
                        Long.class,
                        Sql.column(tasks, task -> task.claim().fence().value()))
                .map((row, context) -> new TaskId(row.getObject("task_id", UUID.class)))
                .stream()
                .collect(Collectors.toSet());
    }

    /** Ends the task without a result. */
    public CommitResult fail(Claim claim, Failure failure) {
        return end(claim, TaskState.FAILED, failure);
    }

    /** Ends the task without a result, for a person to look at. */
    public CommitResult quarantine(Claim claim, Failure failure) {
        return end(claim, TaskState.QUARANTINED, failure);
    }

    /** Ends the task because it was cancelled. */
    public CommitResult cancelled(Claim claim) {
        return end(claim, TaskState.CANCELLED, null);
    }

    /**
     * Gives the task back after a failure of its own, to be claimed again when the pause is over; after the death of a
     * process, alone.
     */
    public CommitResult retry(Claim claim, Failure failure, Duration pause) {
        return result(jdbi.withHandle(handle -> handle.createUpdate("""
                        UPDATE task SET state = 'READY', lease_until = NULL, worker = NULL,
                               not_before = now() + make_interval(secs => :pause),
                               memory_failures = memory_failures + CASE :class WHEN 'OUT_OF_MEMORY' THEN 1 ELSE 0 END,
                               suspect = suspect OR :class = 'PROCESS_DEATH',
                               process_deaths = process_deaths
                                                + CASE WHEN suspect AND :class = 'PROCESS_DEATH' THEN 1 ELSE 0 END,
                               failure_class = :class, failure_reason = :reason, failure_detail = :detail
                         WHERE id = :id AND fence = :fence AND state = 'RUNNING'
                        """)
                .bind("id", claim.task().uuid())
                .bind("fence", claim.fence().value())
                .bind("pause", Sql.seconds(pause))
                .bind("class", failure.failureClass().name())
                .bind("reason", failure.reason())
                .bind("detail", failure.detail())
                .execute()));
    }

    private CommitResult end(Claim claim, TaskState state, @Nullable Failure failure) {
        return jdbi.inTransaction(handle -> {
            int rows = handle.createUpdate("""
                            UPDATE task SET state = :state, lease_until = NULL, finished_at = now(),
                                   failure_class = coalesce(:class, failure_class),
                                   failure_reason = coalesce(:reason, failure_reason),
                                   failure_detail = coalesce(:detail, failure_detail)
                             WHERE id = :id AND fence = :fence AND state = 'RUNNING'
                            """)
                    .bind("id", claim.task().uuid())
                    .bind("fence", claim.fence().value())
                    .bind("state", state.name())
                    .bind(
                            "class",
                            failure == null ? null : failure.failureClass().name())
                    .bind("reason", failure == null ? null : failure.reason())
                    .bind("detail", failure == null ? null : failure.detail())
                    .execute();
            if (rows == 1) {
                Outbox.ended(handle, List.of(changed(claim, state, failure)));
            }
            return result(rows);
        });
    }

    private static TaskChanged changed(Claim claim, TaskState state, @Nullable Failure failure) {
        return new TaskChanged(claim.task(), claim.batch(), state, claim.fence().value(), failure);
    }

    private static CommitResult result(int rows) {
        return rows == 1 ? CommitResult.COMMITTED : CommitResult.LEASE_LOST;
    }
}
