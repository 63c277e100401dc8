package dev.fader.coordinator.retain;

import dev.fader.coordinator.config.RetentionConfig;
import dev.fader.coordinator.connection.ForLoops;
import dev.fader.coordinator.connection.Outages;
import dev.fader.coordinator.loop.Recurring;
import dev.fader.coordinator.storage.StoredObjects;
import dev.fader.queue.loop.Loop;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import org.jdbi.v3.core.Jdbi;

/** Builds the sweeper out of configuration; while storage is away there is nothing to sweep. */
@Singleton
final class SweepLoop {

    /** A turn may have a hundred thousand objects before it. */
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private SweepLoop() {}

    @Produces
    @Singleton
    static Recurring sweeping(@ForLoops Jdbi jdbi, StoredObjects objects, Outages outages, RetentionConfig config) {
        Sweeper sweeper = new Sweeper(jdbi, objects, config, Clock.systemUTC());
        return new Recurring(new Loop.Shape("sweeper", config.sweepEvery(), PATIENCE), () -> {
            if (outages.storage().isClosed()) {
                sweeper.take();
            }
        });
    }
}
