package dev.fader.schemas;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.fader.schemas.notation.WireNames;

/** What kind of waiting a task can bear; each class has its own ticket topic, in order of urgency. */
public enum TaskClass {
    /** Somebody is looking at a progress bar. */
    INTERACTIVE,
    /** A catalogue: hours are fine. */
    BATCH,
    /** Epochs and evaluations; yields to the others. */
    TRAINING;

    /** @throws IllegalArgumentException listing what would have been understood */
    @JsonCreator
    public static TaskClass parse(String text) {
        return WireNames.parse(TaskClass.class, "task class", text);
    }

    /** The name in JSON, SQL and topic names. */
    @JsonValue
    public String wireName() {
        return WireNames.of(this);
    }
}
