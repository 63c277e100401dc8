package dev.fader.coordinator.connection;

import dev.fader.queue.outage.Breaker;
import java.util.List;

/** What the coordinator needs and may be away; Kafka is looked after with its topics. */
public record Outages(Breaker database, Breaker storage) {

    public List<Breaker> away() {
        return List.of(database, storage).stream()
                .filter(breaker -> !breaker.isClosed())
                .toList();
    }

    void tick() {
        database.tick();
        storage.tick();
    }
}
