package dev.fader.schemas.remix;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a remix task is asked to do; the JSON in {@code task.spec}. Contract: {@code schema/remix-spec-v1.json}.
 *
 * @param gainsDb level change per source in dB; a source that is not named keeps its level
 * @param model alias of the network
 */
public record RemixSpec(ObjectRef input, Map<String, Double> gainsDb, OutputFormat format, String model) {

    /** The kind of task that carries such a specification. */
    public static final String KIND = "remix";

    public static final String DEFAULT_MODEL = "default";

    public RemixSpec {
        // sorted, so that equal specifications are equal text
        gainsDb = Collections.unmodifiableMap(new TreeMap<>(gainsDb));
    }
}
