package dev.fader.queue.task;

import dev.fader.queue.event.Outbox;
import dev.fader.queue.sql.Sql;
import dev.fader.schemas.BatchId;
import dev.fader.schemas.Failure;
import dev.fader.schemas.FailureClass;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.TaskState;
import dev.fader.schemas.event.TaskChanged;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * RUNNING → READY, QUARANTINED or CANCELLED when a lease expires. A task whose worker lives was given up by it and goes
 * back as if nothing had been; one whose worker went silent is suspected of it and from then on runs alone, and only a
 * worker that went silent while it ran the task alone counts against the task. Every statement may run on several
 * coordinators at once.
 */
public final class Expiry {

    private static final Failure SILENT =
            new Failure(FailureClass.PROCESS_DEATH, "worker_silent", "the worker that held the task went silent");
    private static final String EXPIRED = "state = 'RUNNING' AND lease_until IS NOT NULL AND lease_until < now()";
    private static final String WORKER_LIVES = " EXISTS (SELECT FROM worker WHERE worker.id = task.worker"
            + " AND worker.last_seen > now() - make_interval(secs => :silence))";

    private final Jdbi jdbi;
    private final int processDeaths;
    private final Duration silence;

    /**
     * @param processDeaths how many processes a task may take with it, alone, before it is quarantined
     * @param lease how long one lasts; a worker that lives is heard of every quarter of it, so that one that was not heard of for
     *     half of it is dead, whatever it said last
     */
    public Expiry(Jdbi jdbi, int processDeaths, Duration lease) {
        this.jdbi = jdbi;
        this.processDeaths = processDeaths;
        this.silence = lease.dividedBy(2);
    }

    /** Ends what was cancelled and is held by nobody. @return how many */
    public int cancel() {
        return jdbi.inTransaction(handle -> {
            List<TaskChanged> ended = handle.createQuery("""
                            UPDATE task SET state = 'CANCELLED', lease_until = NULL, ticketed_at = NULL, finished_at = now()
                             WHERE %s
                            RETURNING id, batch_id, fence
                            """.formatted(
                                    free("cancel_requested_at IS NOT NULL AND (state = 'READY' OR " + EXPIRED + ")")))
                    .map((row, context) -> changed(row, TaskState.CANCELLED, null))
                    .list();
            Outbox.ended(handle, ended);
            return ended.size();
        });
    }

    /** Ends what has proved that it takes workers with it. @return how many */
    public int quarantine() {
        return jdbi.inTransaction(handle -> {
            List<TaskChanged> ended = bound(handle, """
                            UPDATE task SET state = 'QUARANTINED', lease_until = NULL, finished_at = now(),
                                   process_deaths = process_deaths + 1,
                                   failure_class = :class, failure_reason = :reason, failure_detail = :detail
                             WHERE %s
                            RETURNING id, batch_id, fence
                            """.formatted(free(
                            EXPIRED + " AND suspect AND process_deaths + 1 >= :deaths AND NOT" + WORKER_LIVES)))
                    .map((row, context) -> changed(row, TaskState.QUARANTINED, SILENT))
                    .list();
            Outbox.ended(handle, ended);
            return ended.size();
        });
    }

    /** Takes the tasks of silent workers back, each to run alone. @return how many */
    public int suspect() {
        return jdbi.withHandle(handle -> bound(handle, """
                        UPDATE task SET state = 'READY', lease_until = NULL, worker = NULL, suspect = true,
                               process_deaths = process_deaths + CASE WHEN suspect THEN 1 ELSE 0 END,
                               failure_class = :class, failure_reason = :reason, failure_detail = :detail
                         WHERE %s
                        RETURNING id
                        """.formatted(free(EXPIRED + " AND NOT" + WORKER_LIVES)))
                .mapTo(UUID.class)
                .list()
                .size());
    }

    /** Takes back what a worker that lives has given up and could not say so. @return how many */
    public int forgive() {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        UPDATE task SET state = 'READY', lease_until = NULL, worker = NULL, attempts = attempts - 1
                         WHERE %s
                        """.formatted(free(EXPIRED + " AND" + WORKER_LIVES)))
                .bind("silence", Sql.seconds(silence))
                .execute());
    }

    /** Those that nobody changes at this moment: a worker that does is neither silent nor has it given up. */
    private static String free(String condition) {
        return "id IN (SELECT id FROM task WHERE " + condition + " ORDER BY id FOR NO KEY UPDATE SKIP LOCKED)";
    }

    private Query bound(Handle handle, String sql) {
        return handle.createQuery(sql)
                .bind("class", SILENT.failureClass().name())
                .bind("reason", SILENT.reason())
                .bind("detail", SILENT.detail())
                .bind("silence", Sql.seconds(silence))
                .bind("deaths", processDeaths);
    }

    private static TaskChanged changed(ResultSet row, TaskState state, @Nullable Failure failure) throws SQLException {
        UUID batch = row.getObject("batch_id", UUID.class);
        return new TaskChanged(
                new TaskId(row.getObject("id", UUID.class)),
                batch == null ? null : new BatchId(batch),
                state,
                row.getLong("fence"),
                failure);
    }
}
