package dev.fader.schemas.remix;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * One output of a task. All variants of a task cost one separation.
 *
 * @param name of the output, without its extension; may hold slashes, unlike any other name of the batch
 * @param gainsDb a source that is not named keeps its level
 */
public record Variant(String name, Map<String, Gain> gainsDb, OutputFormat format, LoudnessPolicy loudness) {

    public Variant {
        // sorted, so that equal variants are equal text
        gainsDb = Collections.unmodifiableMap(new TreeMap<>(gainsDb));
    }
}
