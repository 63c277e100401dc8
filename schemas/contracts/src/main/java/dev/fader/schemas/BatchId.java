package dev.fader.schemas;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names what one submission created: {@code batch_} and the 32 hexadecimal digits of a time-ordered UUID (version 7), so that text order is creation order. */
public record BatchId(UUID uuid) implements Comparable<BatchId> {

    private static final PrefixedText TEXT = new PrefixedText("batch");

    public static BatchId create() {
        return new BatchId(PrefixedText.timeOrdered());
    }

    /** @throws IllegalArgumentException naming the text that is no such id */
    @JsonCreator
    public static BatchId parse(String text) {
        return new BatchId(TEXT.parse(text));
    }

    @Override
    public int compareTo(BatchId other) {
        return toString().compareTo(other.toString());
    }

    @JsonValue
    @Override
    public String toString() {
        return TEXT.of(uuid);
    }
}
