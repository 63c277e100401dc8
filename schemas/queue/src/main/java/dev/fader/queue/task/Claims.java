package dev.fader.queue.task;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.queue.sql.Sql;
import dev.fader.schemas.BatchId;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.kind.TaskKind;
import dev.fader.schemas.kind.TaskKinds;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * READY → RUNNING, and how long it stays so: what a worker takes, keeps and gives back. Every write but the first is
 * guarded by the fence, and only the database's clock decides leases. Methods throw
 * {@link org.jdbi.v3.core.JdbiException} when the database does not answer.
 */
public final class Claims {

    private static final String STILL_MINE = " WHERE id = :id AND fence = :fence AND state = 'RUNNING'";

    private final Jdbi jdbi;
    private final String worker;
    private final Duration lease;

    /** @param lease until another worker may take a task whose lease is not renewed */
    public Claims(Jdbi jdbi, String worker, Duration lease) {
        this.jdbi = jdbi;
        this.worker = worker;
        this.lease = lease;
    }

    /** A lease as its renewal writes it down. @param total in the kind's unit, null until it is known */
    public record Held(
            TaskId task, Fence fence, double done, @Nullable Double total) {}

    /** What is asked of the holder of a lease. */
    public enum Order {
        GO_ON,
        /** To make room at the next step, and go on later. */
        YIELD,
        CANCEL
    }

    /**
     * Takes those of the tasks that are free, of those kinds. Expired leases are not free: the reaper brings them back.
     *
     * @param alone whether this worker runs nothing else while it has them; a task whose worker died is taken only so
     */
    public List<Claim> claim(Collection<TaskId> tasks, Collection<TaskKind<?, ?>> kinds, boolean alone) {
        return claim(tasks, kinds, alone, "true");
    }

    /**
     * Takes a task that follows from one that this worker has just ended, and is best off where that one was: unless
     * another of its class has waited longer, or is more urgent.
     */
    public Optional<Claim> goOn(TaskId task, Collection<TaskKind<?, ?>> kinds) {
        return claim(List.of(task), kinds, false, """
                NOT EXISTS (SELECT FROM task other
                             WHERE other.class = task.class AND other.state = 'READY' AND other.id <> task.id
                               AND other.priority >= task.priority AND NOT other.paused
                               AND other.not_before <= now() AND other.cancel_requested_at IS NULL)
                """).stream().findFirst();
    }

    private List<Claim> claim(
            Collection<TaskId> tasks, Collection<TaskKind<?, ?>> kinds, boolean alone, String condition) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        UPDATE task
                           SET state = 'RUNNING', fence = fence + 1, worker = :worker,
                               lease_until = now() + make_interval(secs => :lease), attempts = attempts + 1,
                               ticketed_at = NULL, progress_done = 0, started_at = now(), yield_requested_at = NULL
                         WHERE id IN (
                               SELECT id FROM task
                                WHERE id = ANY(:ids) AND state = 'READY' AND kind = ANY(:kinds) AND suspect = :alone
                                  AND not_before <= now() AND cancel_requested_at IS NULL AND NOT paused
                                  AND NOT EXISTS (SELECT FROM pause WHERE scope IN ('class', 'pool') AND name = task.class
                                                     OR scope = 'tenant' AND name = task.tenant)
                                  AND <condition>
                                ORDER BY id FOR UPDATE SKIP LOCKED)
                        RETURNING id, batch_id, fence, kind, class, spec, attempts, memory_failures, process_deaths
                        """)
                .define("condition", condition)
                .bindArray("ids", UUID.class, Sql.column(tasks, TaskId::uuid))
                .bindArray("kinds", String.class, Sql.column(kinds, TaskKind::name))
                .bind("alone", alone)
                .bind("worker", worker)
                .bind("lease", Sql.seconds(lease))
                .map((row, context) -> claim(row))
                .list());
    }

    /**
     * Extends leases and records progress. As in {@link Commits}, no index answers for the state.
     *
     * @return for each lease that is still held, what is asked of its holder; one that is missing was lost
     */
    public Map<TaskId, Order> renew(Handle handle, List<Held> leases) {
        return handle
                .createQuery("""
                        WITH locked AS (SELECT id FROM task WHERE id = ANY(:ids) ORDER BY id FOR NO KEY UPDATE)
                        UPDATE task
                           SET lease_until = now() + make_interval(secs => :lease),
                               progress_done = held.done, progress_total = coalesce(held.total, progress_total)
                          FROM locked JOIN unnest(CAST(:ids AS uuid[]), CAST(:fences AS bigint[]),
                                      CAST(:done AS double precision[]), CAST(:total AS double precision[]))
                               AS held (id, fence, done, total) USING (id)
                         WHERE task.id = locked.id AND task.fence = held.fence
                           AND state IS NOT DISTINCT FROM 'RUNNING'
                        RETURNING task.id, CASE WHEN cancel_requested_at IS NOT NULL THEN 'CANCEL'
                                       WHEN yield_requested_at IS NOT NULL OR paused THEN 'YIELD' ELSE 'GO_ON' END AS asked
                        """)
                .bind("lease", Sql.seconds(lease))
                .bindArray(
                        "ids",
                        UUID.class,
                        Sql.column(leases, held -> held.task().uuid()))
                .bindArray(
                        "fences",
                        Long.class,
                        Sql.column(leases, held -> held.fence().value()))
                .bindArray("done", Double.class, Sql.column(leases, Held::done))
                .bindArray(
                        "total",
                        Double.class,
                        leases.stream().<@Nullable Double>map(Held::total).toList())
                .map((row, context) ->
                        Map.entry(new TaskId(row.getObject("id", UUID.class)), Order.valueOf(row.getString("asked"))))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /**
     * Gives a task back as if it had not been claimed: what ended the attempt is not the task's fault.
     *
     * @param pause before it may be claimed again
     */
    public CommitResult release(Claim claim, Duration pause) {
        return written(jdbi.withHandle(handle -> handle.createUpdate("""
                        UPDATE task SET state = 'READY', lease_until = NULL, worker = NULL, attempts = attempts - 1,
                               not_before = now() + make_interval(secs => :pause)
                        """ + STILL_MINE)
                .bind("id", claim.task().uuid())
                .bind("fence", claim.fence().value())
                .bind("pause", Sql.seconds(pause))
                .execute()));
    }

    /** Whether an attempt still has its task, which it then keeps until the transaction ends. */
    public static boolean hold(Handle transaction, Claim claim) {
        return transaction
                .createQuery("SELECT id FROM task WHERE id = :id AND fence = :fence AND state = 'RUNNING' FOR SHARE")
                .bind("id", claim.task().uuid())
                .bind("fence", claim.fence().value())
                .mapTo(UUID.class)
                .findOne()
                .isPresent();
    }

    private static CommitResult written(int rows) {
        return rows == 1 ? CommitResult.COMMITTED : CommitResult.LEASE_LOST;
    }

    private static Claim claim(ResultSet row) throws SQLException {
        UUID batch = row.getObject("batch_id", UUID.class);
        return new Claim(
                new TaskId(row.getObject("id", UUID.class)),
                batch == null ? null : new BatchId(batch),
                new Fence(row.getLong("fence")),
                TaskKinds.named(row.getString("kind")),
                TaskClass.parse(row.getString("class")),
                FaderJson.read(row.getString("spec"), JsonNode.class),
                new Attempts(row.getInt("attempts"), row.getInt("memory_failures"), row.getInt("process_deaths")));
    }
}
