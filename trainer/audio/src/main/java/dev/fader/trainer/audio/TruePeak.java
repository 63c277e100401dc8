package dev.fader.trainer.audio;

/**
 * The largest value of one channel when it is oversampled four times (ITU-R BS.1770-4, annex 2), and the largest sample.
 * Stretches that are too quiet to hold a new peak are not oversampled, which changes nothing: a filtered value is at most
 * the largest sample that goes into it times the sum of the filter's magnitudes.
 */
final class TruePeak {

    private static final int PHASES = 4;
    private static final int TAPS = 12;
    private static final int STRETCH = 64;
    private static final float[][] FILTER = filter();
    private static final double MOST_GAIN = mostGain();

    /** The last samples of the stretch before, then a stretch. */
    private final float[] line = new float[TAPS - 1 + STRETCH];

    private double historyPeak;
    private float peak;
    private double samplePeak;

    /** Windowed sinc for the three positions between samples; the fourth is the sample itself. */
    private static float[][] filter() {
        float[][] filter = new float[PHASES - 1][TAPS];
        for (int p = 1; p < PHASES; p++) {
            double sum = 0;
            double[] taps = new double[TAPS];
            for (int k = 0; k < TAPS; k++) {
                double t = k - TAPS / 2.0 + (double) p / PHASES;
                double window = 0.5 + 0.5 * Math.cos(Math.PI * t / (TAPS / 2.0 + 0.5));
                taps[k] = Math.sin(Math.PI * t) / (Math.PI * t) * window;
                sum += taps[k];
            }
            for (int k = 0; k < TAPS; k++) {
                filter[p - 1][k] = (float) (taps[k] / sum);
            }
        }
        return filter;
    }

    /** With room for the rounding of floats. */
    private static double mostGain() {
        double most = 0;
        for (float[] phase : FILTER) {
            double sum = 0;
            for (float tap : phase) {
                sum += Math.abs(tap);
            }
            most = Math.max(most, sum);
        }
        return most * (1 + 1e-5);
    }

    void add(double[] samples, int offset, int count) {
        for (int done = 0; done < count; ) {
            int some = Math.min(STRETCH, count - done);
            stretch(samples, offset + done, some);
            done += some;
        }
    }

    private void stretch(double[] samples, int offset, int count) {
        double largest = 0;
        for (int i = 0; i < count; i++) {
            double sample = samples[offset + i];
            line[TAPS - 1 + i] = (float) sample;
            largest = Math.max(largest, Math.abs(sample));
        }
        samplePeak = Math.max(samplePeak, largest);
        if (MOST_GAIN * Math.max(largest, historyPeak) > Math.max(peak, samplePeak)) {
            oversample(count);
        }
        System.arraycopy(line, count, line, 0, TAPS - 1);
        // of a short stretch the history reaches further back
        historyPeak = count >= TAPS - 1 ? largest : Math.max(largest, historyPeak);
    }

    private void oversample(int count) {
        float highest = peak;
        for (float[] phase : FILTER) {
            for (int i = 0; i < count; i++) {
                float sum = 0;
                for (int k = 0; k < TAPS; k++) {
                    sum += phase[k] * line[i + k];
                }
                highest = Math.max(highest, Math.abs(sum));
            }
        }
        peak = highest;
    }

    /** Between samples and at them. */
    double peak() {
        return Math.max(peak, samplePeak);
    }
}
