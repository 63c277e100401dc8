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

    public static final String DEFAULT_MODEL = "default";

    public RemixSpec {
        variants = List.copyOf(variants);
        if (variants.isEmpty()) {
            throw new IllegalArgumentException("a remix needs at least one variant");
        }
    }
}
