package dev.fader.schemas;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names work on many tasks: {@code action_} and the 32 hexadecimal digits of a time-ordered UUID (version 7), so that text order is creation order. */
public record ActionId(UUID uuid) implements Comparable<ActionId> {

    private static final PrefixedText TEXT = new PrefixedText("action");

    public static ActionId create() {
        return new ActionId(PrefixedText.timeOrdered());
    }

    /** @throws IllegalArgumentException naming the text that is no such id */
    @JsonCreator
    public static ActionId parse(String text) {
        return new ActionId(TEXT.parse(text));
    }

    @Override
    public int compareTo(ActionId other) {
        return toString().compareTo(other.toString());
    }

    @JsonValue
    @Override
    public String toString() {
        return TEXT.of(uuid);
    }
}
