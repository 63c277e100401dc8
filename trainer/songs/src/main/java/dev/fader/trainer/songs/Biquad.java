package dev.fader.trainer.songs;

/** A filter of second order (Bristow-Johnson, "Cookbook formulae for audio EQ biquad filter coefficients"). */
record Biquad(double b0, double b1, double b2, double a1, double a2) {

    private static final double BUTTERWORTH = Math.sqrt(0.5);

    /** Raises or lowers what lies around a frequency. */
    static Biquad peak(double hz, double db, double q, int sampleRateHz) {
        double w = 2 * Math.PI * hz / sampleRateHz;
        double alpha = StrictMath.sin(w) / (2 * q);
        double a = StrictMath.pow(10, db / 40);
        double cos = StrictMath.cos(w);
        return scaled(1 + alpha * a, -2 * cos, 1 - alpha * a, 1 + alpha / a, -2 * cos, 1 - alpha / a);
    }

    static Biquad highPass(double hz, int sampleRateHz) {
        return highPass(hz, BUTTERWORTH, sampleRateHz);
    }

    static Biquad highPass(double hz, double q, int sampleRateHz) {
        double w = 2 * Math.PI * hz / sampleRateHz;
        double alpha = StrictMath.sin(w) / (2 * q);
        double cos = StrictMath.cos(w);
        return scaled((1 + cos) / 2, -(1 + cos), (1 + cos) / 2, 1 + alpha, -2 * cos, 1 - alpha);
    }

    static Biquad lowPass(double hz, int sampleRateHz) {
        double w = 2 * Math.PI * hz / sampleRateHz;
        double alpha = StrictMath.sin(w) / (2 * BUTTERWORTH);
        double cos = StrictMath.cos(w);
        return scaled((1 - cos) / 2, 1 - cos, (1 - cos) / 2, 1 + alpha, -2 * cos, 1 - alpha);
    }

    /** Raises or lowers what lies below a frequency. */
    static Biquad lowShelf(double hz, double db, int sampleRateHz) {
        return shelf(hz, db, 1, sampleRateHz);
    }

    /** Raises or lowers what lies above a frequency. */
    static Biquad highShelf(double hz, double db, int sampleRateHz) {
        return shelf(hz, db, -1, sampleRateHz);
    }

    /** @param side 1: below the frequency, −1: above */
    private static Biquad shelf(double hz, double db, int side, int sampleRateHz) {
        double w = 2 * Math.PI * hz / sampleRateHz;
        double a = StrictMath.pow(10, db / 40);
        double slope = 2 * Math.sqrt(a) * StrictMath.sin(w) / (2 * BUTTERWORTH);
        double cos = side * StrictMath.cos(w);
        return scaled(
                a * (a + 1 - (a - 1) * cos + slope),
                side * 2 * a * (a - 1 - (a + 1) * cos),
                a * (a + 1 - (a - 1) * cos - slope),
                a + 1 + (a - 1) * cos + slope,
                side * -2 * (a - 1 + (a + 1) * cos),
                a + 1 + (a - 1) * cos - slope);
    }

    private static Biquad scaled(double b0, double b1, double b2, double a0, double a1, double a2) {
        return new Biquad(b0 / a0, b1 / a0, b2 / a0, a1 / a0, a2 / a0);
    }

    /** Filters two channels in place, side by side: each sample waits for the one before it, in its own channel only. */
    void apply(float[][] stereo) {
        float[] left = stereo[0];
        float[] right = stereo[1];
        double leftFirst = 0;
        double leftSecond = 0;
        double rightFirst = 0;
        double rightSecond = 0;
        for (int i = 0; i < left.length; i++) {
            double l = left[i];
            double leftOut = b0 * l + leftFirst;
            leftFirst = b1 * l - a1 * leftOut + leftSecond;
            leftSecond = b2 * l - a2 * leftOut;
            left[i] = (float) leftOut;
            double r = right[i];
            double rightOut = b0 * r + rightFirst;
            rightFirst = b1 * r - a1 * rightOut + rightSecond;
            rightSecond = b2 * r - a2 * rightOut;
            right[i] = (float) rightOut;
        }
    }
}
