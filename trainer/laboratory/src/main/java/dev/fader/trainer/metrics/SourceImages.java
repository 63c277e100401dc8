package dev.fader.trainer.metrics;

/**
 * The images of some sources: what each adds to every channel of a mixture.
 *
 * @param samples (K, C, L)
 */
@SuppressWarnings("ArrayRecordComponent") // signals are handed over whole and never compared
public record SourceImages(double[][][] samples) {

    /** @throws IllegalArgumentException if there is nothing in it, or its sources are not of one shape */
    public SourceImages {
        if (samples.length == 0 || samples[0].length == 0 || samples[0][0].length == 0) {
            throw new IllegalArgumentException("there are no samples: a metric needs a source, a channel and a sample");
        }
        for (double[][] source : samples) {
            for (double[] channel : source) {
                if (source.length != samples[0].length || channel.length != samples[0][0].length) {
                    throw new IllegalArgumentException("sources differ in channels or length");
                }
            }
        }
    }

    /** Sources of one channel. @param signals (K, L) */
    public static SourceImages mono(double[][] signals) {
        double[][][] samples = new double[signals.length][][];
        for (int k = 0; k < signals.length; k++) {
            samples[k] = new double[][] {signals[k]};
        }
        return new SourceImages(samples);
    }

    /** K */
    public int sources() {
        return samples.length;
    }

    /** C */
    public int channels() {
        return samples[0].length;
    }

    /** L */
    public int length() {
        return samples[0][0].length;
    }

    /** For messages: K × C × L. */
    String shape() {
        return "%d × %d × %d (sources × channels × samples)".formatted(sources(), channels(), length());
    }

    /** The mean of the channels of each source, (K, L). */
    public double[][] mean() {
        double[][] mean = new double[sources()][length()];
        for (int k = 0; k < mean.length; k++) {
            for (double[] channel : samples[k]) {
                for (int i = 0; i < channel.length; i++) {
                    mean[k][i] += channel[i] / channels();
                }
            }
        }
        return mean;
    }

    /**
     * Whether some source is silent in {@code [from, to)}, by the rule of BSS Eval's implementations: the sum of the
     * channels is zero at every sample. A source whose channels cancel counts as silent.
     */
    boolean anySilent(int from, int to) {
        for (double[][] source : samples) {
            if (isSilent(source, from, to)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSilent(double[][] source, int from, int to) {
        for (int i = from; i < to; i++) {
            double sum = 0;
            for (double[] channel : source) {
                sum += channel[i];
            }
            if (sum != 0) {
                return false;
            }
        }
        return true;
    }
}
