package dev.fader.trainer.metrics;

import static dev.fader.trainer.metrics.BlockSpectrum.TAPS;

import org.jtransforms.fft.DoubleFFT_1D;

/**
 * The Gram matrix of delayed channels, {@code G[(t,a),(u,b)] = Σ_n s_a[n−t]·s_b[n−u] = r_ab[t−u]}: symmetric, positive
 * semidefinite, and block Toeplitz when the delays are the slow index. Vectors are (taps · channels), a delay's channels
 * being neighbours.
 */
final class BlockToeplitz {

    private static final int CIRCLE = 2 * TAPS;

    private final double[][][] lags;
    private final double ridge;
    private final DoubleFFT_1D transform = new DoubleFFT_1D(CIRCLE);
    private final double[][][] spectra;

    /**
     * @param lags r_ab[τ] for τ ≥ 0, (channels, channels, taps)
     * @param ridge added to the diagonal
     */
    BlockToeplitz(double[][][] lags, double ridge) {
        this.lags = lags;
        this.ridge = ridge;
        int channels = lags.length;
        spectra = new double[channels][channels][CIRCLE];
        for (int a = 0; a < channels; a++) {
            for (int b = 0; b < channels; b++) {
                double[] circle = spectra[a][b];
                System.arraycopy(lags[a][b], 0, circle, 0, TAPS);
                for (int t = 1; t < TAPS; t++) {
                    circle[CIRCLE - t] = lags[b][a][t];
                }
                transform.realForward(circle);
            }
        }
    }

    int channels() {
        return lags.length;
    }

    int order() {
        return TAPS * lags.length;
    }

    /** An element of the first block column: delay t of channel a against delay 0 of channel b. */
    double element(int t, int a, int b) {
        return t == 0 && a == b ? lags[a][b][0] + ridge : lags[a][b][t];
    }

    /** The sum of the diagonal, and so a bound of every eigenvalue. */
    double trace() {
        double sum = 0;
        for (int a = 0; a < channels(); a++) {
            sum += element(0, a, a);
        }
        return TAPS * sum;
    }

    /** {@code G·x}, by transforms. */
    double[] times(double[] x) {
        int channels = channels();
        double[][] in = new double[channels][CIRCLE];
        for (int b = 0; b < channels; b++) {
            for (int t = 0; t < TAPS; t++) {
                in[b][t] = x[t * channels + b];
            }
            transform.realForward(in[b]);
        }
        double[] product = new double[x.length];
        for (int a = 0; a < channels; a++) {
            double[] sum = new double[CIRCLE];
            for (int b = 0; b < channels; b++) {
                PackedSpectra.addProduct(spectra[a][b], in[b], sum);
            }
            transform.realInverse(sum, true);
            for (int t = 0; t < TAPS; t++) {
                int i = t * channels + a;
                product[i] = sum[t] + ridge * x[i];
            }
        }
        return product;
    }
}
