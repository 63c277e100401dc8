package dev.fader.schemas.remix;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a task is asked to do with one input; the JSON in {@code task.spec}. Contract: {@code schema/remix-spec-v1.json}.
 *
 * @param variants at least one
 * @param model alias of the network
 * @param previewSeconds remix only the busiest passage of this length; null for the whole file
 */
public record RemixSpec(
        ObjectRef input,
        List<Variant> variants,
        String model,
        @Nullable Double previewSeconds) {

    /** The kind of task that remixes. */
    public static final String KIND = "remix";

    /** The kind of task that only opens the input and says what it is, for a dry run. */
    public static final String PROBE_KIND = "probe";

    public static final String DEFAULT_MODEL = "default";

    public RemixSpec {
        variants = List.copyOf(variants);
        if (variants.isEmpty()) {
            throw new IllegalArgumentException("a remix needs at least one variant");
        }
    }
}
