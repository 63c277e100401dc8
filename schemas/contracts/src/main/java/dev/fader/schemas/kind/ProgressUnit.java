package dev.fader.schemas.kind;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.fader.schemas.notation.WireNames;

/** In what the progress of a kind of task is counted. */
public enum ProgressUnit {
    AUDIO_SECONDS,
    /** Of training. */
    STEPS,
    SONGS,
    TASKS;

    /** @throws IllegalArgumentException listing what would have been understood */
    @JsonCreator
    public static ProgressUnit parse(String text) {
        return WireNames.parse(ProgressUnit.class, "unit of progress", text);
    }

    /** The name in JSON. */
    @JsonValue
    public String wireName() {
        return WireNames.of(this);
    }
}
