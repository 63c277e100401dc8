package dev.fader.trainer.remix;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * What is made of a mixture x and the estimates of its sources: {@code y = a·x + Σ u_k·ŝ_k}, so that what passes neither
 * network nor resampler is x itself.
 *
 * @param ofInput a
 * @param ofSources u
 * @param consistent whether the estimates are first made to sum to the mixture, by an equal share of what they leave of it
 * @param gains amplitude ratios that the estimates are for; 1 where nothing is changed
 */
public record Blend(double ofInput, List<Double> ofSources, boolean consistent, List<Double> gains) {

    public Blend {
        ofSources = List.copyOf(ofSources);
        gains = List.copyOf(gains);
    }

    /** {@code x + Σ (γ_k − 1)·ŝ_k}. */
    public static Blend remix(Gains gains) {
        return new Blend(1, gains.ratios().stream().map(ratio -> ratio - 1).toList(), true, gains.ratios());
    }

    /** The estimate of one source as the separator gives it. */
    public static Blend estimate(int source, int sources) {
        return new Blend(0, oneOf(source, sources, 0), false, ones(sources));
    }

    /**
     * One of stems that sum to the input, at any rate: {@code x/K + Σ (δ_k − 1/K)·ŝ_k}. What a separator of a lower rate does
     * not hear is shared out equally.
     */
    public static Blend share(int source, int sources) {
        return new Blend(1.0 / sources, oneOf(source, sources, -1.0 / sources), true, ones(sources));
    }

    /** What the estimates as the separator gives them leave of the input. */
    public static Blend residual(int sources) {
        return new Blend(1, Collections.nCopies(sources, -1.0), false, ones(sources));
    }

    private static List<Double> oneOf(int source, int sources, double offset) {
        Double[] weights = new Double[sources];
        Arrays.fill(weights, offset);
        weights[source] = offset + 1;
        return List.of(weights);
    }

    private static List<Double> ones(int sources) {
        return Collections.nCopies(sources, 1.0);
    }

    /** Whether this is the input, sample for sample. */
    boolean isInput() {
        return ofInput == 1 && ofSources.stream().allMatch(weight -> weight == 0);
    }

    static float[] floats(List<Double> values) {
        float[] array = new float[values.size()];
        for (int k = 0; k < array.length; k++) {
            array[k] = values.get(k).floatValue();
        }
        return array;
    }
}
