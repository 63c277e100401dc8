package dev.fader.worker.remix;

import dev.fader.schemas.remix.LoudnessPolicy;
import dev.fader.schemas.remix.ModelRef;
import dev.fader.schemas.remix.Variant;
import dev.fader.trainer.remix.DifferenceNetwork;
import dev.fader.trainer.remix.Gains;
import dev.fader.trainer.remix.Mastering;
import dev.fader.trainer.remix.ProcessingNote;
import dev.fader.worker.outcome.RefusedInput;
import java.util.Map;

/** A variant for a network: its gains in the order of the network's sources, and what is asked of its output. */
record VariantOrder(String name, Gains gains, Mastering.Order order) {

    /** @throws RefusedInput when a source is not one of the network's */
    static VariantOrder of(Variant variant, DifferenceNetwork network, ModelRef model) throws RefusedInput {
        String note = ProcessingNote.of(model, variant.gainsDb(), variant.loudness());
        try {
            return new VariantOrder(
                    variant.name(),
                    Gains.of(variant.gainsDb(), network.sources()),
                    new Mastering.Order(variant.format(), variant.loudness(), note));
        } catch (IllegalArgumentException e) {
            throw new RefusedInput("unknown_source", String.valueOf(e.getMessage()));
        }
    }

    /** The input itself, in the same format as another variant. */
    static VariantOrder untouched(String name, VariantOrder like, DifferenceNetwork network) {
        return new VariantOrder(
                name,
                Gains.of(Map.of(), network.sources()),
                new Mastering.Order(like.order().format(), LoudnessPolicy.NONE, ""));
    }
}
