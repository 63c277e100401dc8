package dev.fader.trainer.metrics;

/**
 * Products of spectra of real signals, in the packed order of real transforms: the bins 0 and N/2 first, then the real
 * and imaginary parts of the others.
 */
final class PackedSpectra {

    private PackedSpectra() {}

    /** {@code sum += a · b}: convolution. */
    static void addProduct(double[] a, double[] b, double[] sum) {
        sum[0] += a[0] * b[0];
        sum[1] += a[1] * b[1];
        for (int i = 2; i < sum.length; i += 2) {
            sum[i] += a[i] * b[i] - a[i + 1] * b[i + 1];
            sum[i + 1] += a[i] * b[i + 1] + a[i + 1] * b[i];
        }
    }

    /** {@code sum += a* · b}: correlation, {@code Σ_n a[n]·b[n+τ]}. */
    static void addCorrelation(double[] a, double[] b, double[] sum) {
        sum[0] += a[0] * b[0];
        sum[1] += a[1] * b[1];
        for (int i = 2; i < sum.length; i += 2) {
            sum[i] += a[i] * b[i] + a[i + 1] * b[i + 1];
            sum[i + 1] += a[i] * b[i + 1] - a[i + 1] * b[i];
        }
    }
}
