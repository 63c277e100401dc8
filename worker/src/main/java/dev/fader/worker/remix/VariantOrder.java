package dev.fader.worker.remix;

import dev.fader.schemas.remix.Gain;
import dev.fader.schemas.remix.LoudnessPolicy;
import dev.fader.schemas.remix.ModelRef;
import dev.fader.schemas.remix.OutputFormat;
import dev.fader.schemas.remix.Variant;
import dev.fader.trainer.audio.OutputChoice;
import dev.fader.trainer.remix.DifferenceNetwork;
import dev.fader.trainer.remix.Gains;
import dev.fader.trainer.remix.LoudnessGoal;
import dev.fader.trainer.remix.Mastering;
import java.util.Map;
import java.util.stream.Collectors;

/** A variant in the words of the remix pipeline. */
record VariantOrder(String name, Gains gains, Mastering.Order order) {

    /** @throws RefusedInput when a source is not one of the network's */
    static VariantOrder of(Variant variant, DifferenceNetwork network, ModelRef model) throws RefusedInput {
        Map<String, Double> decibels = variant.gainsDb().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, gain -> gain.getValue().db()));
        try {
            return new VariantOrder(
                    variant.name(),
                    Gains.ofDecibels(decibels, network.sources()),
                    new Mastering.Order(choice(variant.format()), goal(variant.loudness()), note(variant, model)));
        } catch (IllegalArgumentException e) {
            throw new RefusedInput("unknown_source", String.valueOf(e.getMessage()));
        }
    }

    /** The input itself, in the same format as another variant. */
    static VariantOrder untouched(String name, VariantOrder like, DifferenceNetwork network) {
        return new VariantOrder(
                name,
                Gains.ofDecibels(Map.of(), network.sources()),
                new Mastering.Order(like.order().choice(), new LoudnessGoal.Keep(), ""));
    }

    private static String note(Variant variant, ModelRef model) {
        String gains = variant.gainsDb().entrySet().stream()
                .map((Map.Entry<String, Gain> gain) -> gain.getKey() + " " + gain.getValue())
                .collect(Collectors.joining(", "));
        return "model %s (%s); %s; loudness %s"
                .formatted(
                        model.name(),
                        model.sha256().substring(0, 12),
                        gains,
                        variant.loudness().mode().wireName());
    }

    private static LoudnessGoal goal(LoudnessPolicy policy) {
        double ceiling = policy.ceilingDbtp() == null ? LoudnessPolicy.DEFAULT_CEILING_DBTP : policy.ceilingDbtp();
        return switch (policy.mode()) {
            case NONE -> new LoudnessGoal.Keep();
            case MATCH -> new LoudnessGoal.MatchInput(ceiling);
            case TARGET ->
                new LoudnessGoal.Target(policy.targetLufs() == null ? Double.NaN : policy.targetLufs(), ceiling);
        };
    }

    private static OutputChoice choice(OutputFormat format) {
        return switch (format) {
            case SAME -> OutputChoice.SAME;
            case WAV -> OutputChoice.WAV;
            case FLAC -> OutputChoice.FLAC;
            case MP3 -> OutputChoice.MP3;
            case AAC -> OutputChoice.AAC;
            case OPUS -> OutputChoice.OPUS;
        };
    }
}
