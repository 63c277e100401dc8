package dev.fader.coordinator.run;

import dev.fader.coordinator.config.RetentionConfig;
import dev.fader.coordinator.connection.ForLoops;
import dev.fader.coordinator.connection.Outages;
import dev.fader.coordinator.loop.Recurring;
import dev.fader.coordinator.storage.StoredObjects;
import dev.fader.queue.loop.Loop;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jdbi.v3.core.Jdbi;

/** Builds the sweep of checkpoints out of configuration; while storage is away there is nothing to sweep. */
@Singleton
final class CheckpointLoop {

    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private CheckpointLoop() {}

    @Produces
    @Singleton
    static Recurring sweeping(@ForLoops Jdbi jdbi, StoredObjects objects, Outages outages, RetentionConfig config) {
        CheckpointSweep sweep = new CheckpointSweep(jdbi, objects);
        return new Recurring(new Loop.Shape("checkpoints", config.sweepEvery(), PATIENCE), () -> {
            if (outages.storage().isClosed()) {
                sweep.take();
            }
        });
    }
}
