package dev.fader.coordinator.sweep;

import dev.fader.coordinator.connection.ForLoops;
import dev.fader.coordinator.loop.Recurring;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jdbi.v3.core.Jdbi;

/** Takes sweeps further, again and again. */
@Singleton
final class SweepLoop {

    private SweepLoop() {}

    @Produces
    @Singleton
    static Recurring sweeping(@ForLoops Jdbi jdbi) {
        SweepTurns turns = new SweepTurns(jdbi);
        return Recurring.every(Duration.ofSeconds(1), "sweeps", turns::takeAll);
    }
}
