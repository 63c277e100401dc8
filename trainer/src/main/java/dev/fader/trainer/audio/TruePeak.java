package dev.fader.trainer.audio;

/** The largest value of one channel when it is oversampled four times (ITU-R BS.1770-4, annex 2). */
final class TruePeak {

    private static final int PHASES = 4;
    private static final int TAPS = 12;
    private static final float[][] FILTER = filter();

    private final float[] history = new float[2 * TAPS];
    private int newest;
    private float peak;

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

    void add(double[] samples, int offset, int count) {
        for (int i = offset; i < offset + count; i++) {
            newest = newest == TAPS - 1 ? 0 : newest + 1;
            history[newest] = (float) samples[i];
            history[newest + TAPS] = (float) samples[i];
            for (float[] phase : FILTER) {
                float sum = 0;
                for (int k = 0; k < TAPS; k++) {
                    sum += phase[k] * history[newest + 1 + k];
                }
                peak = Math.max(peak, Math.abs(sum));
            }
        }
    }

    double peak() {
        return peak;
    }
}
