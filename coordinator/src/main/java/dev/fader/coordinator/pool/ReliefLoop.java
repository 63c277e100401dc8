package dev.fader.coordinator.pool;

import dev.fader.coordinator.connection.ForLoops;
import dev.fader.coordinator.fleet.Fleet;
import dev.fader.coordinator.loop.Recurring;
import dev.fader.coordinator.meters.CoordinatorMeters;
import dev.fader.schemas.TaskClass;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/** Builds what makes training yield out of configuration. */
@Singleton
final class ReliefLoop {

    private ReliefLoop() {}

    @Produces
    @Singleton
    static Recurring relieving(@ForLoops Jdbi jdbi, Fleet fleet, PoolConfig config, CoordinatorMeters meters) {
        Relief relief = new Relief(
                jdbi,
                fleet,
                Map.of(TaskClass.INTERACTIVE, config.interactiveWait(), TaskClass.BATCH, config.batchWait()),
                meters);
        return Recurring.every(config.every(), "relief", relief);
    }
}
