package dev.fader.trainer.metrics;

import java.util.Arrays;
import org.jtransforms.fft.DoubleFFT_1D;

/**
 * Spectra of stretches of a signal, long enough that {@value #ADVANCE} samples of a product of two spectra are free of
 * wrap-around when one signal has {@value #TAPS} taps.
 */
final class BlockSpectrum {

    /** Taps of a distortion filter, as BSS Eval defines it. */
    static final int TAPS = 512;

    /** N, length of a transform: 32 KiB, so that some dozens of them stay in cache. */
    static final int SIZE = 4096;

    /** Samples from one block to the next. */
    static final int ADVANCE = SIZE - TAPS + 1;

    private final DoubleFFT_1D transform = new DoubleFFT_1D(SIZE);

    /** The spectrum of {@code signal[from, from + count)}; samples outside {@code [begin, end)} count as zero. */
    void forward(double[] signal, int begin, int end, int from, int count, double[] spectrum) {
        int first = Math.max(begin, from);
        int last = Math.min(end, from + count);
        Arrays.fill(spectrum, 0);
        if (first < last) {
            System.arraycopy(signal, first, spectrum, first - from, last - first);
            transform.realForward(spectrum);
        }
    }

    /** Back to samples, in place. */
    void inverse(double[] spectrum) {
        transform.realInverse(spectrum, true);
    }
}
