package dev.fader.schemas;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names one unit of work: {@code task_} and the 32 hexadecimal digits of a time-ordered UUID (version 7), so that text order is creation order. */
public record TaskId(UUID uuid) implements Comparable<TaskId> {

    private static final PrefixedText TEXT = new PrefixedText("task");

    public static TaskId create() {
        return new TaskId(PrefixedText.timeOrdered());
    }

    /** @throws IllegalArgumentException naming the text that is no such id */
    @JsonCreator
    public static TaskId parse(String text) {
        return new TaskId(TEXT.parse(text));
    }

    @Override
    public int compareTo(TaskId other) {
        return toString().compareTo(other.toString());
    }

    @JsonValue
    @Override
    public String toString() {
        return TEXT.of(uuid);
    }
}
