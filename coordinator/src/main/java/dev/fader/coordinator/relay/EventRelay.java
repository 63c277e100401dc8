package dev.fader.coordinator.relay;

import dev.fader.coordinator.CoordinatorMeters;
import dev.fader.schemas.EventId;
import dev.fader.schemas.FaderEvent;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.TaskChanged;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/**
 * Publishes the outbox, at least once: an event is marked only after it was taken, so one that was taken before a crash
 * comes again, with the same id. Several coordinators share the work.
 */
public final class EventRelay {

    private static final int AT_ONCE = 500;

    private final Jdbi jdbi;
    private final EventPublisher publisher;
    private final CoordinatorMeters meters;

    public EventRelay(Jdbi jdbi, EventPublisher publisher, CoordinatorMeters meters) {
        this.jdbi = jdbi;
        this.publisher = publisher;
        this.meters = meters;
    }

    /** Publishes what waits, until nothing does or some of it is not taken. */
    public void tick() {
        int published;
        do {
            published = relaySome();
            meters.eventsPublished(published);
        } while (published == AT_ONCE);
    }

    private int relaySome() {
        return jdbi.inTransaction(handle -> {
            List<FaderEvent> waiting = handle.createQuery("""
                            SELECT id, data, created_at FROM event WHERE published_at IS NULL
                             ORDER BY seq LIMIT :limit FOR UPDATE SKIP LOCKED
                            """)
                    .bind("limit", AT_ONCE)
                    .map((row, context) -> FaderEvent.of(
                            new EventId(row.getObject("id", UUID.class)),
                            row.getObject("created_at", OffsetDateTime.class).toInstant(),
                            FaderJson.read(row.getString("data"), TaskChanged.class)))
                    .list();
            if (waiting.isEmpty()) {
                return 0;
            }
            List<FaderEvent> taken = new ArrayList<>(waiting);
            taken.removeAll(publisher.publish(waiting));
            return handle.createUpdate("UPDATE event SET published_at = now() WHERE id = ANY(:ids)")
                    .bindArray(
                            "ids",
                            UUID.class,
                            taken.stream().map(event -> event.id().uuid()).toList())
                    .execute();
        });
    }
}
