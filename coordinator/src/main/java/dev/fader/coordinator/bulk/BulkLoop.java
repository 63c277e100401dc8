package dev.fader.coordinator.bulk;

import dev.fader.coordinator.connection.ForLoops;
import dev.fader.coordinator.loop.Recurring;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jdbi.v3.core.Jdbi;

/** Takes unfinished actions further, with a breath between two steps for everybody else. */
@Singleton
final class BulkLoop {

    private static final long BREATH_MILLIS = 20;

    private BulkLoop() {}

    @Produces
    @Singleton
    static Recurring bulkActions(@ForLoops Jdbi jdbi) {
        BulkActions actions = new BulkActions(jdbi);
        return Recurring.every(Duration.ofMillis(500), "bulk actions", () -> {
            while (actions.advance()) {
                Thread.sleep(BREATH_MILLIS);
            }
        });
    }
}
