package dev.fader.trainer.metrics;

/** Predicted energy at silence, PES (Schulze-Forster and others 2019): what is heard of an estimate where there should be nothing. */
public final class PredictedEnergy {

    /** The least logarithm of a level, so that an estimate of zeros has one. */
    private static final double LEAST_LOGARITHM = -100;

    private PredictedEnergy() {}

    /** {@code 20·max(log10(RMS), −100)} of {@code estimate[from, to)}, in dB relative to full scale; −2000 for zeros. */
    public static double db(double[] estimate, int from, int to) {
        double squares = 0;
        for (int i = from; i < to; i++) {
            squares += estimate[i] * estimate[i];
        }
        return 20 * Math.max(Math.log10(Math.sqrt(squares / (to - from))), LEAST_LOGARITHM);
    }
}
