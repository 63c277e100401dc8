package dev.fader.coordinator.relay;

import dev.fader.coordinator.connection.ForLoops;
import dev.fader.coordinator.meters.CoordinatorMeters;
import dev.fader.queue.loop.Loop;
import dev.fader.queue.sql.Sql;
import dev.fader.schemas.EventId;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.event.EventData;
import dev.fader.schemas.event.FaderEvent;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Publishes the outbox, at least once: an event is marked only after it was taken, so one that was taken before a crash
 * comes again, with the same id. One that Kafka will never take is put aside, with the reason, and holds up nothing.
 * Several coordinators share the work.
 */
@Singleton
public final class EventRelay implements Loop.Turn {

    private static final int AT_ONCE = 500;
    private static final long FROM_THE_START_EVERY = TimeUnit.SECONDS.toNanos(1);
    /** Looks from the start may take one part of that many of the time. */
    private static final int FROM_THE_START_SHARE = 20;

    private final Jdbi jdbi;
    private final EventPublisher publisher;
    private final CoordinatorMeters meters;
    /** Where the search goes on: over an old snapshot, what was published before costs a look each time. */
    private long after;
    /** The last event that was published here. */
    private long furthest;

    private long fromTheStartAt = System.nanoTime();

    public EventRelay(@ForLoops Jdbi jdbi, EventPublisher publisher, CoordinatorMeters meters) {
        this.jdbi = jdbi;
        this.publisher = publisher;
        this.meters = meters;
    }

    private record Waiting(long seq, FaderEvent event) {}

    /** Publishes what waits, until nothing does or some of it is not taken. */
    @Override
    public void take() {
        int published;
        do {
            if (System.nanoTime() - fromTheStartAt >= 0) {
                // a transaction that took long may have committed an older event since
                after = 0;
            }
            published = jdbi.inTransaction(this::relaySome);
            meters.eventsPublished(published);
        } while (published == AT_ONCE);
    }

    private int relaySome(Handle handle) {
        long begun = System.nanoTime();
        boolean fromTheStart = after == 0;
        List<Waiting> waiting = handle.createQuery("""
                        SELECT seq, id, about, data, created_at FROM event
                         WHERE published_at IS NULL AND refused IS NULL AND seq > :after
                         ORDER BY seq LIMIT :limit FOR UPDATE SKIP LOCKED
                        """)
                .bind("after", after)
                .bind("limit", AT_ONCE)
                .map((row, context) -> new Waiting(
                        row.getLong("seq"),
                        FaderEvent.of(
                                new EventId(row.getObject("id", UUID.class)),
                                row.getObject("created_at", OffsetDateTime.class)
                                        .toInstant(),
                                FaderJson.read(
                                        row.getString("data"),
                                        EventData.About.parse(row.getString("about"))
                                                .data()))))
                .list();
        if (fromTheStart) {
            long now = System.nanoTime();
            fromTheStartAt = now + Math.max(FROM_THE_START_EVERY, (now - begun) * FROM_THE_START_SHARE);
        }
        if (waiting.isEmpty()) {
            after = furthest;
            return 0;
        }
        List<FaderEvent> taken = new ArrayList<>(Sql.column(waiting, Waiting::event));
        EventPublisher.Unpublished unpublished = publisher.publish(taken);
        taken.removeAll(unpublished.lost());
        taken.removeAll(unpublished.refused().keySet());
        Map<EventId, Long> places =
                waiting.stream().collect(Collectors.toMap(one -> one.event().id(), Waiting::seq));
        unpublished.refused().forEach((event, reason) -> putAside(handle, place(places, event), reason));
        if (unpublished.lost().isEmpty()) {
            long last = waiting.getLast().seq();
            furthest = Math.max(furthest, last);
            after = waiting.size() == AT_ONCE ? last : furthest;
        }
        int published = handle.createUpdate("UPDATE event SET published_at = now() WHERE seq = ANY(:seqs)")
                .bindArray("seqs", Long.class, Sql.column(taken, event -> place(places, event)))
                .execute();
        return published + unpublished.refused().size();
    }

    private static long place(Map<EventId, Long> places, FaderEvent event) {
        return Objects.requireNonNull(places.get(event.id()));
    }

    private void putAside(Handle handle, long seq, String reason) {
        handle.createUpdate("UPDATE event SET refused = :reason WHERE seq = :seq")
                .bind("seq", seq)
                .bind("reason", reason)
                .execute();
        meters.eventRefused();
    }
}
