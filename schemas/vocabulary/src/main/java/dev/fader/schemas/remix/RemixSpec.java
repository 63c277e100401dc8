package dev.fader.schemas.remix;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a task is asked to do with one input; the JSON in {@code task.spec}. Contract: {@code schema/remix-spec-v1.json}.
 *
 * @param variants at least one
 * @param model how the network was named; {@link GivenStems#NAME} where there is none
 * @param modelSha256 the network itself, however its alias moves; null where the worker's own of that name is meant
 * @param previewSeconds remix only the busiest passage of this length; null for the whole file
 * @param givenStems to be mixed in place of a model's; null where a model makes them
 */
public record RemixSpec(
        ObjectRef input,
        List<Variant> variants,
        String model,
        @Nullable String modelSha256,
        @Nullable Double previewSeconds,
        @Nullable GivenStems givenStems) {

    public static final String DEFAULT_MODEL = "default";

    /** By a model. */
    public RemixSpec(
            ObjectRef input,
            List<Variant> variants,
            String model,
            @Nullable String modelSha256,
            @Nullable Double previewSeconds) {
        this(input, variants, model, modelSha256, previewSeconds, null);
    }

    public RemixSpec {
        variants = List.copyOf(variants);
        if (variants.isEmpty()) {
            throw new IllegalArgumentException("a remix needs at least one variant");
        }
        if (givenStems != null && previewSeconds != null) {
            throw new IllegalArgumentException("a preview is made by a model, not of given stems");
        }
    }
}
