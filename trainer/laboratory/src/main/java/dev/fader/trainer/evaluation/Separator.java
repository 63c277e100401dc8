package dev.fader.trainer.evaluation;

import java.util.List;

/** What an evaluation asks of a network. */
public interface Separator {

    /** In the order of the outputs. */
    List<String> sources();

    int sampleRateHz();

    /** Whether the estimates depend on the gains that they are for. */
    boolean seesGains();

    /**
     * Estimates of the sources, as the network gives them.
     *
     * @param mixtures (B, L)
     * @param gains amplitude ratios, (K)
     * @return (B, K, L)
     */
    float[][][] separate(float[][] mixtures, float[] gains);
}
