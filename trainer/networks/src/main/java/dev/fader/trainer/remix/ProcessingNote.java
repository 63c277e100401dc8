package dev.fader.trainer.remix;

import dev.fader.schemas.remix.Gain;
import dev.fader.schemas.remix.LoudnessPolicy;
import dev.fader.schemas.remix.ModelRef;
import dev.fader.schemas.remix.Stem;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the processing tag of an output says: which model moved which faders, or took what out. */
public final class ProcessingNote {

    private static final int HASH_DIGITS = 12;

    private ProcessingNote() {}

    public static String of(ModelRef model, Map<String, Gain> gains, LoudnessPolicy loudness) {
        String moved = new TreeMap<>(gains)
                .entrySet().stream()
                        .map(gain -> gain.getKey() + " " + gain.getValue())
                        .collect(Collectors.joining(", "));
        return "%s; %s; loudness %s"
                .formatted(named(model), moved, loudness.mode().wireName());
    }

    public static String of(ModelRef model, Stem stem) {
        return "%s; stem %s%s"
                .formatted(
                        named(model), stem.source(), stem.sumsToMixture() ? " of stems that sum to the mixture" : "");
    }

    private static String named(ModelRef model) {
        return "model %s (%s)".formatted(model.name(), model.sha256().substring(0, HASH_DIGITS));
    }
}
