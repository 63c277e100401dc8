package dev.fader.trainer.remix;

import dev.fader.schemas.notation.Decibels;
import dev.fader.schemas.remix.Gain;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The change of level of every source, in the order of a network's outputs.
 *
 * @param ratios amplitude ratios γ; 1 leaves a source as it is, 0 mutes it
 */
public record Gains(List<Double> ratios) {

    public Gains {
        ratios = List.copyOf(ratios);
    }

    /**
     * @param changes by source; sources not named keep their level
     * @throws IllegalArgumentException naming a source that the network does not have, with those that it has
     */
    public static Gains of(Map<String, Gain> changes, List<String> sources) {
        for (String name : changes.keySet()) {
            if (!sources.contains(name)) {
                throw new IllegalArgumentException("unknown source %s; this network has %s".formatted(name, sources));
            }
        }
        List<Double> ratios = new ArrayList<>();
        for (String source : sources) {
            Gain change = changes.get(source);
            ratios.add(change == null ? 1 : Decibels.toAmplitude(change.db()));
        }
        return new Gains(ratios);
    }
}
