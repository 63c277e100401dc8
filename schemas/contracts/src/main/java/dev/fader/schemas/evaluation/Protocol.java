package dev.fader.schemas.evaluation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.fader.schemas.notation.WireNames;

/** How a model is measured, as {@code fader trainer evaluate --protocol} calls it. */
public enum Protocol {
    /** Remixes of excerpts over a grid of gains: of networks that were trained to remix. */
    PAPER,
    /** Vocals against all else in whole songs: of networks that were trained for their targets' waveforms. */
    HTMD,
    /** Stereo estimates of whole songs: of mixers of separators. */
    MDX;

    /** @throws IllegalArgumentException listing what would have been understood */
    @JsonCreator
    public static Protocol parse(String text) {
        return WireNames.parse(Protocol.class, "protocol", text);
    }

    @JsonValue
    public String wireName() {
        return WireNames.of(this);
    }
}
