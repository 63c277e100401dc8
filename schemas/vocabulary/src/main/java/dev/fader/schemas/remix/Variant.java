package dev.fader.schemas.remix;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One output of a task. All variants of a task cost one separation.
 *
 * @param name of the output, without its extension; may hold slashes, unlike any other name of the batch
 * @param gainsDb a source that is not named keeps its level; empty for a stem
 * @param stem what of the file the output is, of a separation; null for a remix
 */
public record Variant(
        String name,
        Map<String, Gain> gainsDb,
        OutputFormat format,
        LoudnessPolicy loudness,
        @Nullable Stem stem) {

    /** A remix. */
    public Variant(String name, Map<String, Gain> gainsDb, OutputFormat format, LoudnessPolicy loudness) {
        this(name, gainsDb, format, loudness, null);
    }

    /** A part, at the level that it has in the file. */
    public static Variant of(String name, Stem stem, OutputFormat format) {
        return new Variant(name, Map.of(), format, LoudnessPolicy.NONE, stem);
    }

    public Variant {
        // sorted, so that equal variants are equal text
        gainsDb = Collections.unmodifiableMap(new TreeMap<>(gainsDb));
    }
}
