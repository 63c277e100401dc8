package dev.fader.trainer.remix;

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
     * @param decibels by source; sources not named stay at 0 dB, −∞ mutes
     * @throws IllegalArgumentException naming a source that the network does not have, with those that it has
     */
    public static Gains ofDecibels(Map<String, Double> decibels, List<String> sources) {
        for (String name : decibels.keySet()) {
            if (!sources.contains(name)) {
                throw new IllegalArgumentException("unknown source %s; this network has %s".formatted(name, sources));
            }
        }
        List<Double> ratios = new ArrayList<>();
        for (String source : sources) {
            ratios.add(Math.pow(10, decibels.getOrDefault(source, 0.0) / 20));
        }
        return new Gains(ratios);
    }

    /** Whether a remix with these gains is its input. */
    public boolean changeNothing() {
        return ratios.stream().allMatch(ratio -> ratio == 1);
    }

    float[] toArray() {
        float[] array = new float[ratios.size()];
        for (int k = 0; k < array.length; k++) {
            array[k] = ratios.get(k).floatValue();
        }
        return array;
    }
}
