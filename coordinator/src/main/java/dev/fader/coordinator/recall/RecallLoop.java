package dev.fader.coordinator.recall;

import dev.fader.coordinator.connection.ForLoops;
import dev.fader.coordinator.loop.Recurring;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jdbi.v3.core.Jdbi;

/** Takes recalls further, with a breath between two batches for everybody else. */
@Singleton
final class RecallLoop {

    private static final long BREATH_MILLIS = 20;

    private RecallLoop() {}

    @Produces
    @Singleton
    static Recurring recalling(@ForLoops Jdbi jdbi) {
        Recalls recalls = new Recalls(jdbi);
        return Recurring.every(Duration.ofMillis(500), "recalls", () -> {
            while (recalls.advance()) {
                Thread.sleep(BREATH_MILLIS);
            }
        });
    }
}
