package dev.fader.schemas.kind;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.fader.schemas.notation.WireNames;

/** What a task needs of its worker; while one is away there, nothing that needs it is claimed. */
public enum Need {
    /** Object storage, to read inputs from and write outputs to. */
    STORAGE,
    /** Disk for files that live as long as an attempt. */
    SCRATCH,
    /** What the networks run on. */
    DEVICE;

    /** @throws IllegalArgumentException listing what would have been understood */
    @JsonCreator
    public static Need parse(String text) {
        return WireNames.parse(Need.class, "need", text);
    }

    /** The name in JSON and SQL. */
    @JsonValue
    public String wireName() {
        return WireNames.of(this);
    }
}
