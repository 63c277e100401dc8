package dev.fader.coordinator.reap;

import dev.fader.coordinator.fleet.Fleet;
import dev.fader.coordinator.meters.CoordinatorMeters;
import dev.fader.queue.loop.Loop;
import dev.fader.queue.task.Expiry;
import dev.fader.queue.task.Tickets;
import dev.fader.schemas.TaskClass;
import java.time.Duration;
import java.util.List;

/**
 * Brings back what got lost: tasks of workers that went silent, tickets that nobody claimed, cancels that came between
 * two attempts. Several coordinators may do it at once.
 */
public final class Reaper implements Loop.Turn {

    private final Expiry expiry;
    private final Tickets tickets;
    private final Fleet fleet;
    private final Steadiness database;
    private final CoordinatorMeters meters;
    private final Duration ticketTimeout;

    /** @param ticketTimeout how long a ticket may stay unclaimed while slots are free */
    public Reaper(
            Expiry expiry,
            Tickets tickets,
            Fleet fleet,
            Steadiness database,
            CoordinatorMeters meters,
            Duration ticketTimeout) {
        this.expiry = expiry;
        this.tickets = tickets;
        this.fleet = fleet;
        this.database = database;
        this.meters = meters;
        this.ticketTimeout = ticketTimeout;
    }

    @Override
    public void take() {
        meters.reaped("cancelled", expiry.cancel());
        // a worker that lives has given the task up itself
        meters.reaped("forgiven", expiry.forgive());
        if (database.answered()) {
            meters.reaped("quarantined", expiry.quarantine());
            meters.reaped("suspected", expiry.suspect());
        }
        List<Fleet.Pool> pools = fleet.pools();
        for (TaskClass taskClass : TaskClass.values()) {
            // where every slot is busy, tickets wait and are not lost
            if (pools.stream().anyMatch(pool -> pool.taskClass() == taskClass && pool.free() > 0)) {
                meters.reaped("reticketed", tickets.forget(taskClass, ticketTimeout));
            }
        }
    }
}
