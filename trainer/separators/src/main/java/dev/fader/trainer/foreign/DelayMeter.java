package dev.fader.trainer.foreign;

import java.util.Arrays;
import org.jtransforms.fft.DoubleFFT_1D;

/**
 * By how much one signal is later than another that it should be like, found by correlation. Takes signals of any length in
 * parts; what it holds does not grow with them. Not for several threads.
 */
public final class DelayMeter {

    /** Correlations below this tell nothing: signals that are unlike may have their largest anywhere. */
    private static final double TELLING = 0.3;

    /** By which share a delayed correlation must be larger than that of no delay. */
    private static final double CLEAR = 1.1;

    private static final int MOST_DELAY = 1 << 14;
    private static final int BLOCK = 1 << 17;

    private final DoubleFFT_1D fft = new DoubleFFT_1D(2 * BLOCK);
    private final double[] reference = new double[BLOCK];
    private final double[] other = new double[BLOCK];
    /** Summed over the blocks: of neither the whole signals, nor of what lies across two blocks. */
    private final double[] crossSpectrum = new double[2 * BLOCK];

    private int filled;
    private double energyOfReference;
    private double energyOfOther;

    /** @param ofReference what {@code ofOther} should be as early as */
    public void add(double[] ofReference, double[] ofOther, int from, int count) {
        for (int i = from; i < from + count; i++) {
            reference[filled] = ofReference[i];
            other[filled++] = ofOther[i];
            energyOfReference += ofReference[i] * ofReference[i];
            energyOfOther += ofOther[i] * ofOther[i];
            if (filled == BLOCK) {
                correlate();
            }
        }
    }

    private void correlate() {
        double[] a = Arrays.copyOf(Arrays.copyOf(reference, filled), 2 * BLOCK);
        double[] b = Arrays.copyOf(Arrays.copyOf(other, filled), 2 * BLOCK);
        fft.realForward(a);
        fft.realForward(b);
        crossSpectrum[0] += a[0] * b[0];
        crossSpectrum[1] += a[1] * b[1];
        for (int i = 2; i < crossSpectrum.length; i += 2) {
            crossSpectrum[i] += a[i] * b[i] + a[i + 1] * b[i + 1];
            crossSpectrum[i + 1] += a[i] * b[i + 1] - a[i + 1] * b[i];
        }
        filled = 0;
    }

    /** In samples, negative where the other is earlier; 0 also where the signals are too unlike to tell. */
    public int samples() {
        if (filled > 0) {
            correlate();
        }
        double[] correlation = crossSpectrum.clone();
        fft.realInverse(correlation, true);
        int best = 0;
        for (int lag = -MOST_DELAY; lag <= MOST_DELAY; lag++) {
            if (at(correlation, lag) > at(correlation, best)) {
                best = lag;
            }
        }
        double norm = Math.sqrt(energyOfReference * energyOfOther);
        boolean tells = at(correlation, best) > TELLING * norm && at(correlation, best) > CLEAR * at(correlation, 0);
        return tells ? best : 0;
    }

    private static double at(double[] correlation, int lag) {
        return correlation[lag < 0 ? correlation.length + lag : lag];
    }
}
