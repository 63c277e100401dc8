package dev.fader.coordinator.reap;

import dev.fader.coordinator.CoordinatorMeters;
import dev.fader.coordinator.fleet.Fleet;
import dev.fader.coordinator.relay.Outbox;
import dev.fader.schemas.BatchId;
import dev.fader.schemas.Failure;
import dev.fader.schemas.FailureClass;
import dev.fader.schemas.TaskChanged;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.TaskState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Brings back what got lost: tasks of workers that went silent, tickets that nobody claimed, cancels that came between
 * two attempts. Every statement may run on several coordinators at once.
 */
public final class Reaper {

    private static final Failure SILENT =
            new Failure(FailureClass.PROCESS_DEATH, "worker_silent", "the worker that held the task went silent");

    private final Jdbi jdbi;
    private final Fleet fleet;
    private final CoordinatorMeters meters;
    private final int processDeaths;
    private final Duration ticketTimeout;

    /**
     * @param processDeaths how many processes a task may take with it before it is quarantined
     * @param ticketTimeout how long a ticket may stay unclaimed while slots are free
     */
    public Reaper(Jdbi jdbi, Fleet fleet, CoordinatorMeters meters, int processDeaths, Duration ticketTimeout) {
        this.jdbi = jdbi;
        this.fleet = fleet;
        this.meters = meters;
        this.processDeaths = processDeaths;
        this.ticketTimeout = ticketTimeout;
    }

    public void tick() {
        meters.reaped("cancelled", jdbi.inTransaction(Reaper::cancel));
        meters.reaped("quarantined", jdbi.inTransaction(this::quarantine));
        meters.reaped("returned", jdbi.withHandle(this::returnExpired));
        for (TaskClass taskClass : TaskClass.values()) {
            // where every slot is busy, tickets wait and are not lost
            if (fleet.capacity(taskClass).free() > 0) {
                meters.reaped("reticketed", jdbi.withHandle(handle -> forgetTickets(handle, taskClass)));
            }
        }
    }

    private static int cancel(Handle handle) {
        List<TaskChanged> ended = handle.createQuery("""
                        UPDATE task SET state = 'CANCELLED', lease_until = NULL, ticketed_at = NULL, finished_at = now()
                         WHERE cancel_requested_at IS NOT NULL
                           AND (state = 'READY' OR state = 'RUNNING' AND lease_until < now())
                        RETURNING id, batch_id, fence
                        """)
                .map((row, context) -> changed(row, TaskState.CANCELLED, null))
                .list();
        Outbox.add(handle, ended);
        return ended.size();
    }

    private int quarantine(Handle handle) {
        List<TaskChanged> ended = handle.createQuery("""
                        UPDATE task SET state = 'QUARANTINED', lease_until = NULL, finished_at = now(),
                               process_deaths = process_deaths + 1,
                               failure_class = :class, failure_reason = :reason, failure_detail = :detail
                         WHERE state = 'RUNNING' AND lease_until < now() AND process_deaths + 1 >= :limit
                        RETURNING id, batch_id, fence
                        """)
                .bind("limit", processDeaths)
                .bind("class", SILENT.failureClass().name())
                .bind("reason", SILENT.reason())
                .bind("detail", SILENT.detail())
                .map((row, context) -> changed(row, TaskState.QUARANTINED, SILENT))
                .list();
        Outbox.add(handle, ended);
        return ended.size();
    }

    private int returnExpired(Handle handle) {
        return handle.createUpdate("""
                        UPDATE task SET state = 'READY', lease_until = NULL, worker = NULL,
                               process_deaths = process_deaths + 1,
                               failure_class = :class, failure_reason = :reason, failure_detail = :detail
                         WHERE state = 'RUNNING' AND lease_until < now() AND process_deaths + 1 < :limit
                        """)
                .bind("limit", processDeaths)
                .bind("class", SILENT.failureClass().name())
                .bind("reason", SILENT.reason())
                .bind("detail", SILENT.detail())
                .execute();
    }

    private int forgetTickets(Handle handle, TaskClass taskClass) {
        return handle.createUpdate("""
                        UPDATE task SET ticketed_at = NULL
                         WHERE state = 'READY' AND class = :class
                           AND ticketed_at < now() - make_interval(secs => :timeout)
                        """)
                .bind("class", taskClass.wireName())
                .bind("timeout", ticketTimeout.toMillis() / 1e3)
                .execute();
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
