package dev.fader.trainer.evaluation;

/** Sums of signals. */
final class Signals {

    private Signals() {}

    /** The mean of the channels. @param planar (C, L) */
    static double[] mean(float[][] planar) {
        double[] mean = new double[planar[0].length];
        for (float[] channel : planar) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += (double) channel[i] / planar.length;
            }
        }
        return mean;
    }

    /** @param signals (K, L) */
    static double[] sum(double[][] signals) {
        double[] sum = new double[signals[0].length];
        for (double[] signal : signals) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += signal[i];
            }
        }
        return sum;
    }

    /** {@code base + factor·change}, into an array of their length. */
    static void addScaled(double[] base, double factor, double[] change, double[] result) {
        for (int i = 0; i < result.length; i++) {
            result[i] = base[i] + factor * change[i];
        }
    }
}
