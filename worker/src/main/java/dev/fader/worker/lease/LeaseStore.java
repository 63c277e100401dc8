package dev.fader.worker.lease;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.schemas.BatchId;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.Failure;
import dev.fader.schemas.TaskChanged;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.TaskState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Everything a worker writes about a task, each write guarded by its fence. Only the database's clock decides leases.
 * Methods throw {@link org.jdbi.v3.core.JdbiException} when the database does not answer.
 */
public final class LeaseStore {

    private final Jdbi jdbi;
    private final String worker;
    private final LeasePolicy policy;

    public LeaseStore(Jdbi jdbi, String worker, LeasePolicy policy) {
        this.jdbi = jdbi;
        this.worker = worker;
        this.policy = policy;
    }

    /**
     * Takes those of the tasks that are free: ready, or running with a lease that expired. An expired lease counts as a
     * process death; a task that has reached the limit is left to be quarantined.
     */
    public List<Claim> claim(Collection<TaskId> tasks) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        UPDATE task
                           SET state = 'RUNNING', fence = fence + 1, worker = :worker,
                               lease_until = now() + make_interval(secs => :lease),
                               attempts = attempts + 1,
                               process_deaths = process_deaths + CASE state WHEN 'RUNNING' THEN 1 ELSE 0 END,
                               ticketed_at = NULL, progress_seconds = 0, started_at = now()
                         WHERE id = ANY(:ids)
                           AND cancel_requested_at IS NULL AND NOT paused
                           AND NOT EXISTS (SELECT FROM pause WHERE scope = 'class' AND name = task.class
                                              OR scope = 'tenant' AND name = task.tenant)
                           AND (state = 'READY' AND not_before <= now()
                                OR state = 'RUNNING' AND lease_until < now() AND process_deaths + 1 < :deaths)
                        RETURNING id, batch_id, fence, kind, spec, attempts, memory_failures, process_deaths
                        """)
                .bindArray("ids", UUID.class, tasks.stream().map(TaskId::uuid).toList())
                .bind("worker", worker)
                .bind("lease", seconds(policy.lease()))
                .bind("deaths", policy.processDeaths())
                .map((row, context) -> claim(row))
                .list());
    }

    /**
     * Extends leases and records progress.
     *
     * @return for each lease that is still held, whether the task was cancelled; a fence that is missing was lost
     */
    Map<TaskId, Boolean> renew(Handle handle, List<Held> leases) {
        return handle
                .createQuery("""
                        UPDATE task
                           SET lease_until = now() + make_interval(secs => :lease),
                               progress_seconds = held.done, audio_seconds = coalesce(held.total, audio_seconds)
                          FROM unnest(CAST(:ids AS uuid[]), CAST(:fences AS bigint[]),
                                      CAST(:done AS double precision[]), CAST(:total AS double precision[]))
                               AS held (id, fence, done, total)
                         WHERE task.id = held.id AND task.fence = held.fence AND state = 'RUNNING'
                        RETURNING task.id, cancel_requested_at IS NOT NULL AS cancelled
                        """)
                .bind("lease", seconds(policy.lease()))
                .bindArray(
                        "ids",
                        UUID.class,
                        column(leases, held -> held.claim().task().uuid()))
                .bindArray(
                        "fences",
                        Long.class,
                        column(leases, held -> held.claim().fence().value()))
                .bindArray("done", Double.class, column(leases, Held::secondsDone))
                .bindArray("total", Double.class, column(leases, Held::secondsTotal))
                .map((row, context) ->
                        Map.entry(new TaskId(row.getObject("id", UUID.class)), row.getBoolean("cancelled")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /**
     * Ends the task with its result, in one transaction. May be repeated when its answer was lost: a commit that has
     * happened under the same fence is confirmed.
     */
    public CommitResult commit(Claim claim, Production production) {
        return jdbi.inTransaction(handle -> {
            boolean held = handle.createUpdate("""
                            UPDATE task SET state = :state, lease_until = NULL, finished_at = now(),
                                   progress_seconds = :seconds, audio_seconds = :seconds,
                                   failure_class = NULL, failure_reason = NULL, failure_detail = NULL
                             WHERE id = :id AND fence = :fence AND state = 'RUNNING'
                            """)
                            .bind("id", claim.task().uuid())
                            .bind("fence", claim.fence().value())
                            .bind("seconds", production.audioSeconds())
                            .bind("state", production.state().name())
                            .execute()
                    == 1;
            if (!held) {
                return hasResult(handle, claim) ? CommitResult.COMMITTED : CommitResult.LEASE_LOST;
            }
            insertResult(handle, claim, production);
            insertEvent(handle, claim, production.state(), null);
            return CommitResult.COMMITTED;
        });
    }

    /** Ends the task without a result. */
    public CommitResult fail(Claim claim, Failure failure) {
        return end(claim, TaskState.FAILED, failure);
    }

    /** Ends the task because it was cancelled. */
    public CommitResult cancelled(Claim claim) {
        return end(claim, TaskState.CANCELLED, null);
    }

    /** Gives the task back after a failure, to be claimed again when the pause is over. */
    public CommitResult retry(Claim claim, Failure failure, Duration pause) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        UPDATE task SET state = 'READY', lease_until = NULL, worker = NULL,
                               not_before = now() + make_interval(secs => :pause),
                               memory_failures = memory_failures + CASE :class WHEN 'OUT_OF_MEMORY' THEN 1 ELSE 0 END,
                               failure_class = :class, failure_reason = :reason, failure_detail = :detail
                         WHERE id = :id AND fence = :fence AND state = 'RUNNING'
                        """)
                                .bind("id", claim.task().uuid())
                                .bind("fence", claim.fence().value())
                                .bind("pause", seconds(pause))
                                .bind("class", failure.failureClass().name())
                                .bind("reason", failure.reason())
                                .bind("detail", failure.detail())
                                .execute())
                        == 1
                ? CommitResult.COMMITTED
                : CommitResult.LEASE_LOST;
    }

    /** Gives the task back as if it had not been claimed: this worker is being stopped, which is not the task's fault. */
    public CommitResult release(Claim claim) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        UPDATE task SET state = 'READY', lease_until = NULL, worker = NULL, attempts = attempts - 1
                         WHERE id = :id AND fence = :fence AND state = 'RUNNING'
                        """)
                                .bind("id", claim.task().uuid())
                                .bind("fence", claim.fence().value())
                                .execute())
                        == 1
                ? CommitResult.COMMITTED
                : CommitResult.LEASE_LOST;
    }

    private CommitResult end(Claim claim, TaskState state, @Nullable Failure failure) {
        return jdbi.inTransaction(handle -> {
            boolean held = handle.createUpdate("""
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
                                    failure == null
                                            ? null
                                            : failure.failureClass().name())
                            .bind("reason", failure == null ? null : failure.reason())
                            .bind("detail", failure == null ? null : failure.detail())
                            .execute()
                    == 1;
            if (held) {
                insertEvent(handle, claim, state, failure);
            }
            return held ? CommitResult.COMMITTED : CommitResult.LEASE_LOST;
        });
    }

    private void insertResult(Handle handle, Claim claim, Production production) {
        handle.createUpdate("INSERT INTO result (task_id, fence, worker, result)"
                        + " VALUES (:id, :fence, :worker, CAST(:result AS jsonb))")
                .bind("id", claim.task().uuid())
                .bind("fence", claim.fence().value())
                .bind("worker", worker)
                .bind("result", production.result().toString())
                .execute();
        production
                .metrics()
                .forEach((name, value) -> handle.createUpdate(
                                "INSERT INTO metric_record (task_id, name, value) VALUES (:id, :name, :value)")
                        .bind("id", claim.task().uuid())
                        .bind("name", name)
                        .bind("value", value)
                        .execute());
        Production.Quality quality = production.quality();
        if (quality != null) {
            QualityRows.insert(handle, claim.task(), quality);
        }
    }

    private static void insertEvent(Handle handle, Claim claim, TaskState state, @Nullable Failure failure) {
        TaskChanged change = new TaskChanged(
                claim.task(), claim.batch(), state, claim.fence().value(), failure);
        handle.createUpdate("INSERT INTO event (task_id, data) VALUES (:id, CAST(:data AS jsonb))")
                .bind("id", claim.task().uuid())
                .bind("data", FaderJson.write(change))
                .execute();
    }

    private static boolean hasResult(Handle handle, Claim claim) {
        return handle.createQuery("SELECT count(*) FROM result WHERE task_id = :id AND fence = :fence")
                        .bind("id", claim.task().uuid())
                        .bind("fence", claim.fence().value())
                        .mapTo(Integer.class)
                        .one()
                == 1;
    }

    private static Claim claim(ResultSet row) throws SQLException {
        UUID batch = row.getObject("batch_id", UUID.class);
        return new Claim(
                new TaskId(row.getObject("id", UUID.class)),
                batch == null ? null : new BatchId(batch),
                new Fence(row.getLong("fence")),
                row.getString("kind"),
                FaderJson.read(row.getString("spec"), JsonNode.class),
                new Attempts(row.getInt("attempts"), row.getInt("memory_failures"), row.getInt("process_deaths")));
    }

    private static <T> List<@Nullable T> column(List<Held> leases, Function<Held, @Nullable T> value) {
        return leases.stream().<@Nullable T>map(value).toList();
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
