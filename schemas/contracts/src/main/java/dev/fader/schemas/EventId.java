package dev.fader.schemas;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names one event; the same id each time the event is delivered: {@code event_} and the 32 hexadecimal digits of a time-ordered UUID (version 7), so that text order is creation order. */
public record EventId(UUID uuid) implements Comparable<EventId> {

    private static final PrefixedText TEXT = new PrefixedText("event");

    public static EventId create() {
        return new EventId(PrefixedText.timeOrdered());
    }

    /** @throws IllegalArgumentException naming the text that is no such id */
    @JsonCreator
    public static EventId parse(String text) {
        return new EventId(TEXT.parse(text));
    }

    @Override
    public int compareTo(EventId other) {
        return toString().compareTo(other.toString());
    }

    @JsonValue
    @Override
    public String toString() {
        return TEXT.of(uuid);
    }
}
