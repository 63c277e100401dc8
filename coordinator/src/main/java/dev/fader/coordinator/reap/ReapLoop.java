package dev.fader.coordinator.reap;

import dev.fader.coordinator.config.DispatchConfig;
import dev.fader.coordinator.connection.ForLoops;
import dev.fader.coordinator.fleet.Fleet;
import dev.fader.coordinator.loop.Recurring;
import dev.fader.coordinator.meters.CoordinatorMeters;
import dev.fader.queue.settings.LeaseConfig;
import dev.fader.queue.task.Expiry;
import dev.fader.queue.task.Tickets;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.jdbi.v3.core.Jdbi;

/** Builds the reaper out of configuration. */
@Singleton
final class ReapLoop {

    @Produces
    @Singleton
    static Recurring reaping(
            @ForLoops Jdbi jdbi, Fleet fleet, CoordinatorMeters meters, DispatchConfig dispatch, LeaseConfig leases) {
        Reaper reaper = new Reaper(
                new Expiry(jdbi, leases.processDeaths(), leases.duration()),
                new Tickets(jdbi),
                fleet,
                new Steadiness(leases.duration(), dispatch.reapEvery(), System::nanoTime),
                meters,
                dispatch.ticketTimeout());
        return Recurring.every(dispatch.reapEvery(), "reaper", reaper);
    }
}
