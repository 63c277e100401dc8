package dev.fader.schemas;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names one data set: {@code dataset_} and the 32 hexadecimal digits of a time-ordered UUID (version 7), so that text order is creation order. */
public record DatasetId(UUID uuid) implements Comparable<DatasetId> {

    private static final PrefixedText TEXT = new PrefixedText("dataset");

    public static DatasetId create() {
        return new DatasetId(PrefixedText.timeOrdered());
    }

    /** @throws IllegalArgumentException naming the text that is no such id */
    @JsonCreator
    public static DatasetId parse(String text) {
        return new DatasetId(TEXT.parse(text));
    }

    @Override
    public int compareTo(DatasetId other) {
        return toString().compareTo(other.toString());
    }

    @JsonValue
    @Override
    public String toString() {
        return TEXT.of(uuid);
    }
}
