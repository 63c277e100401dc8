package dev.fader.trainer.songs;

/**
 * Lowers what is louder than a threshold, both channels alike.
 *
 * @param threshold amplitude
 * @param ratio decibels of input above the threshold that become one
 */
record Compressor(double threshold, double ratio, double attackSeconds, double releaseSeconds) {

    /** The gain is computed once for so many frames. */
    private static final int HOP = 16;

    void apply(float[][] stereo, int sampleRateHz) {
        if (threshold <= 0) {
            return;
        }
        double attack = StrictMath.exp(-HOP / (attackSeconds * sampleRateHz));
        double release = StrictMath.exp(-HOP / (releaseSeconds * sampleRateHz));
        double envelope = 0;
        double gain = 1;
        int frames = stereo[0].length;
        for (int from = 0; from < frames; from += HOP) {
            int to = Math.min(frames, from + HOP);
            double peak = 0;
            for (int i = from; i < to; i++) {
                peak = Math.max(peak, Math.max(Math.abs(stereo[0][i]), Math.abs(stereo[1][i])));
            }
            envelope = peak + (peak > envelope ? attack : release) * (envelope - peak);
            double next = envelope > threshold ? StrictMath.pow(envelope / threshold, 1 / ratio - 1) : 1;
            for (int i = from; i < to; i++) {
                // from one gain to the next without a step
                double now = gain + (next - gain) * (i - from + 1) / HOP;
                stereo[0][i] *= (float) now;
                stereo[1][i] *= (float) now;
            }
            gain = next;
        }
    }
}
