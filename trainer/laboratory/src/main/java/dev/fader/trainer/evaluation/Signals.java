package dev.fader.trainer.evaluation;

/** Sums of signals. */
final class Signals {

    /** What a level in dB is reported as when there is nothing. */
    static final double LEAST_DB = -100;

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

    /** The sum of squares. */
    static double energy(double[] signal) {
        double energy = 0;
        for (double sample : signal) {
            energy += sample * sample;
        }
        return energy;
    }

    /** The level of one signal relative to another, in dB; never below {@link #LEAST_DB}, so that nothing is so good that it does not count. */
    static double levelDb(double[] signal, double[] reference) {
        return levelDb(Math.sqrt(energy(signal) / energy(reference)));
    }

    /** @param ratio of amplitudes; its sign does not matter */
    static double levelDb(double ratio) {
        return Math.max(LEAST_DB, 20 * Math.log10(Math.abs(ratio)));
    }

    /** {@code base + factor·change}, into an array of their length. */
    static void addScaled(double[] base, double factor, double[] change, double[] result) {
        for (int i = 0; i < result.length; i++) {
            result[i] = base[i] + factor * change[i];
        }
    }
}
