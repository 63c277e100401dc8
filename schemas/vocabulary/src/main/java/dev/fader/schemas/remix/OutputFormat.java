package dev.fader.schemas.remix;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.fader.schemas.notation.WireNames;

/** The file format of a remix. */
public enum OutputFormat {
    /** The input's container and codec where it can be written, else FLAC. */
    SAME,
    WAV,
    FLAC,
    MP3,
    AAC,
    OPUS;

    /** @throws IllegalArgumentException listing what would have been understood */
    @JsonCreator
    public static OutputFormat parse(String text) {
        return WireNames.parse(OutputFormat.class, "output format", text);
    }

    /** The name in JSON, SQL and topic names. */
    @JsonValue
    public String wireName() {
        return WireNames.of(this);
    }
}
