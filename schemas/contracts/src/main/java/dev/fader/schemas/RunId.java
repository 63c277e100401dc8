package dev.fader.schemas;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names one training run: {@code run_} and the 32 hexadecimal digits of a time-ordered UUID (version 7), so that text order is creation order. */
public record RunId(UUID uuid) implements Comparable<RunId> {

    private static final PrefixedText TEXT = new PrefixedText("run");

    public static RunId create() {
        return new RunId(PrefixedText.timeOrdered());
    }

    /** @throws IllegalArgumentException naming the text that is no such id */
    @JsonCreator
    public static RunId parse(String text) {
        return new RunId(TEXT.parse(text));
    }

    @Override
    public int compareTo(RunId other) {
        return toString().compareTo(other.toString());
    }

    @JsonValue
    @Override
    public String toString() {
        return TEXT.of(uuid);
    }
}
