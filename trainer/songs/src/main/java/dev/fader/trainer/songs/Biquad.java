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
        double w = 2 * Math.PI * hz / sampleRateHz;
        double alpha = StrictMath.sin(w) / (2 * BUTTERWORTH);
        double cos = StrictMath.cos(w);
        return scaled((1 + cos) / 2, -(1 + cos), (1 + cos) / 2, 1 + alpha, -2 * cos, 1 - alpha);
    }

    static Biquad lowPass(double hz, int sampleRateHz) {
        double w = 2 * Math.PI * hz / sampleRateHz;
        double alpha = StrictMath.sin(w) / (2 * BUTTERWORTH);
        double cos = StrictMath.cos(w);
        return scaled((1 - cos) / 2, 1 - cos, (1 - cos) / 2, 1 + alpha, -2 * cos, 1 - alpha);
    }

    private static Biquad scaled(double b0, double b1, double b2, double a0, double a1, double a2) {
        return new Biquad(b0 / a0, b1 / a0, b2 / a0, a1 / a0, a2 / a0);
    }

    /** Filters every channel in place. */
    void apply(float[][] planar) {
        for (float[] samples : planar) {
            double first = 0;
            double second = 0;
            for (int i = 0; i < samples.length; i++) {
                double x = samples[i];
                double y = b0 * x + first;
                first = b1 * x - a1 * y + second;
                second = b2 * x - a2 * y;
                samples[i] = (float) y;
            }
        }
    }
}
