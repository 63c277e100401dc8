package dev.fader.trainer.evaluation;

/** Metrics of a remix against its target, over whole signals ("Don't Separate, Learn to Remix", section 4.2). */
public final class RemixMetrics {

    private static final double TINY = 1e-20;

    private RemixMetrics() {}

    /** Signal-to-distortion ratio in dB, {@code −E(s‖ŝ)}. */
    public static double sdrDb(float[] target, float[] estimate) {
        return ratioDb(energy(target), error(target, estimate));
    }

    /** Scale-dependent SDR in dB: it falls when the estimate is right but for its level (Le Roux et al. 2019). */
    public static double sdSdrDb(float[] target, float[] estimate) {
        double energy = energy(target);
        double scale = dot(estimate, target) / (energy + TINY);
        return ratioDb(scale * scale * energy, error(target, estimate));
    }

    /** The smaller of SDR and SD-SDR, the paper's measure of a remix. */
    public static double minSdrDb(float[] target, float[] estimate) {
        return Math.min(sdrDb(target, estimate), sdSdrDb(target, estimate));
    }

    /**
     * Loudness difference: how far the levels of the sources inside an estimate are from those inside the target, by
     * least squares on the reference stems.
     *
     * @param stems (K, L)
     * @return mean over the sources of {@code |20·log10(p_k / p̂_k)|} in dB; a source whose coefficient in the estimate
     *     is not positive has no level and is counted apart
     */
    public static LoudnessDifference loudnessDifference(float[][] stems, float[] target, float[] estimate) {
        double[] wanted = coefficients(stems, target);
        double[] found = coefficients(stems, estimate);
        double sum = 0;
        int counted = 0;
        for (int k = 0; k < wanted.length; k++) {
            if (found[k] > 0 && wanted[k] > 0) {
                sum += Math.abs(20 * Math.log10(wanted[k] / found[k]));
                counted++;
            }
        }
        return new LoudnessDifference(counted == 0 ? Double.NaN : sum / counted, wanted.length - counted);
    }

    /** @param withoutLevel sources left out of the mean */
    public record LoudnessDifference(double db, int withoutLevel) {}

    private static double[] coefficients(float[][] stems, float[] signal) {
        int k = stems.length;
        double[][] system = new double[k][k + 1];
        for (int i = 0; i < k; i++) {
            for (int j = 0; j <= i; j++) {
                system[i][j] = dot(stems[i], stems[j]);
                system[j][i] = system[i][j];
            }
            system[i][k] = dot(stems[i], signal);
        }
        return solve(system);
    }

    /** Gaussian elimination with pivoting; a silent stem, whose row is zero, gets coefficient 0. */
    private static double[] solve(double[][] a) {
        int n = a.length;
        for (int column = 0; column < n; column++) {
            int pivot = column;
            for (int row = column + 1; row < n; row++) {
                pivot = Math.abs(a[row][column]) > Math.abs(a[pivot][column]) ? row : pivot;
            }
            double[] swap = a[column];
            a[column] = a[pivot];
            a[pivot] = swap;
            if (Math.abs(a[column][column]) < TINY) {
                continue;
            }
            for (int row = 0; row < n; row++) {
                if (row != column) {
                    double factor = a[row][column] / a[column][column];
                    for (int j = column; j <= n; j++) {
                        a[row][j] -= factor * a[column][j];
                    }
                }
            }
        }
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = Math.abs(a[i][i]) < TINY ? 0 : a[i][n] / a[i][i];
        }
        return x;
    }

    private static double ratioDb(double signal, double noise) {
        return 10 * Math.log10(signal / (noise + TINY) + TINY);
    }

    private static double energy(float[] x) {
        return dot(x, x);
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    private static double error(float[] target, float[] estimate) {
        double sum = 0;
        for (int i = 0; i < target.length; i++) {
            double difference = (double) target[i] - estimate[i];
            sum += difference * difference;
        }
        return sum;
    }
}
