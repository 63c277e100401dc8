package dev.fader.coordinator.loop;

import dev.fader.queue.loop.Loop;
import java.time.Duration;

/** What the coordinator does again and again when nobody asks; a bean of each is found by itself. */
public record Recurring(Loop.Shape shape, Loop.Turn turn) {

    /** The service is not ready when there was no good turn for ten pauses, or half a minute where that is longer. */
    public static Recurring every(Duration pause, String name, Loop.Turn turn) {
        Duration patience = pause.multipliedBy(10);
        Duration least = Duration.ofSeconds(30);
        return new Recurring(new Loop.Shape(name, pause, patience.compareTo(least) > 0 ? patience : least), turn);
    }
}
