package dev.fader.schemas;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names a set of runs that were submitted together: {@code sweep_} and the 32 hexadecimal digits of a time-ordered UUID (version 7), so that text order is creation order. */
public record SweepId(UUID uuid) implements Comparable<SweepId> {

    private static final PrefixedText TEXT = new PrefixedText("sweep");

    public static SweepId create() {
        return new SweepId(PrefixedText.timeOrdered());
    }

    /** @throws IllegalArgumentException naming the text that is no such id */
    @JsonCreator
    public static SweepId parse(String text) {
        return new SweepId(TEXT.parse(text));
    }

    @Override
    public int compareTo(SweepId other) {
        return toString().compareTo(other.toString());
    }

    @JsonValue
    @Override
    public String toString() {
        return TEXT.of(uuid);
    }
}
