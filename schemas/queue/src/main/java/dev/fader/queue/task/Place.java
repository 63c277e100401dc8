package dev.fader.queue.task;

import dev.fader.schemas.TaskId;
import java.util.Comparator;

/** Where a task stands in its lane: by priority, then age. */
public record Place(int priority, TaskId task) implements Comparable<Place> {

    private static final Comparator<Place> ORDER =
            Comparator.comparingInt((Place place) -> -place.priority()).thenComparing(Place::task);

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }
}
