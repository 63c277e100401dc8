package dev.fader.worker.remix;

import dev.fader.schemas.remix.LoudnessPolicy;
import dev.fader.schemas.remix.ModelRef;
import dev.fader.schemas.remix.RemixSpec;
import dev.fader.schemas.remix.Stem;
import dev.fader.schemas.remix.Variant;
import dev.fader.trainer.remix.Blend;
import dev.fader.trainer.remix.Gains;
import dev.fader.trainer.remix.Mastering;
import dev.fader.trainer.remix.ProcessingNote;
import dev.fader.worker.outcome.RefusedInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A variant for a separator: what is made of its sources, and what is asked of the output. */
record VariantOrder(String name, Blend blend, Mastering.Order order) {

    private static final String UNKNOWN_SOURCE = "unknown_source";

    /**
     * All that a task asks for; of a preview, the untouched passage as the last.
     *
     * @throws RefusedInput when a source is none of the separation's
     */
    static List<VariantOrder> all(RemixSpec spec, Separation separation) throws RefusedInput {
        List<String> sources = separation.network().sources();
        List<VariantOrder> orders = new ArrayList<>();
        for (Variant variant : spec.variants()) {
            orders.add(of(variant, sources, separation.ref()));
        }
        if (spec.previewSeconds() != null) {
            orders.add(untouched(nameForBefore(spec), orders.getFirst(), sources));
        }
        return orders;
    }

    /** A name that no variant has, or their objects would be one. */
    private static String nameForBefore(RemixSpec spec) {
        Set<String> taken = spec.variants().stream().map(Variant::name).collect(Collectors.toSet());
        String name = "before";
        while (taken.contains(name)) {
            name += "-";
        }
        return name;
    }

    /** @throws RefusedInput when a source is none of these */
    static VariantOrder of(Variant variant, List<String> sources, ModelRef model) throws RefusedInput {
        Stem stem = variant.stem();
        if (stem != null) {
            return new VariantOrder(
                    variant.name(),
                    blend(stem, sources),
                    new Mastering.Order(variant.format(), LoudnessPolicy.NONE, ProcessingNote.of(model, stem)));
        }
        String note = ProcessingNote.of(model, variant.gainsDb(), variant.loudness());
        try {
            return new VariantOrder(
                    variant.name(),
                    Blend.remix(Gains.of(variant.gainsDb(), sources)),
                    new Mastering.Order(variant.format(), variant.loudness(), note));
        } catch (IllegalArgumentException e) {
            throw new RefusedInput(UNKNOWN_SOURCE, String.valueOf(e.getMessage()));
        }
    }

    private static Blend blend(Stem stem, List<String> sources) throws RefusedInput {
        if (stem.isResidual()) {
            return Blend.residual(sources.size());
        }
        int source = sources.indexOf(stem.source());
        if (source < 0) {
            throw new RefusedInput(UNKNOWN_SOURCE, "unknown source %s; there are %s".formatted(stem.source(), sources));
        }
        return stem.sumsToMixture() ? Blend.share(source, sources.size()) : Blend.estimate(source, sources.size());
    }

    /** The input itself, in the same format as another variant. */
    private static VariantOrder untouched(String name, VariantOrder like, List<String> sources) {
        return new VariantOrder(
                name,
                Blend.remix(Gains.of(Map.of(), sources)),
                new Mastering.Order(like.order().format(), LoudnessPolicy.NONE, ""));
    }
}
