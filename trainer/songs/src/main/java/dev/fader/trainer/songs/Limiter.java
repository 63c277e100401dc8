package dev.fader.trainer.songs;

import java.util.Arrays;

/** A look-ahead limiter, as a curve of gains that every stem of a song gets alike, so that the stems' sum stays whole. */
public final class Limiter {

    /** A power of two; 2.9 ms. */
    private static final int LOOK_AHEAD_FRAMES = 128;

    private static final double RELEASE_SECONDS = 0.12;

    private Limiter() {}

    /**
     * The gains that keep levels from exceeding a ceiling: they fall before a peak, and rise slowly after it.
     *
     * @param levels amplitude of each frame
     * @return gains 0…1; level × gain is nowhere above the ceiling
     */
    public static double[] gains(double[] levels, double ceiling, int sampleRateHz) {
        int before = LOOK_AHEAD_FRAMES - 1;
        double[] gains = new double[before + levels.length];
        Arrays.fill(gains, 1);
        for (int i = 0; i < levels.length; i++) {
            gains[before + i] = levels[i] > ceiling ? ceiling / levels[i] : 1;
        }
        // the least of each frame and those ahead, by doubling
        for (int reach = 1; reach < LOOK_AHEAD_FRAMES; reach *= 2) {
            for (int i = 0; i + reach < gains.length; i++) {
                gains[i] = Math.min(gains[i], gains[i + reach]);
            }
        }
        release(gains, sampleRateHz);
        return meansOfTheLast(gains, levels.length);
    }

    private static void release(double[] gains, int sampleRateHz) {
        double rise = 1 - StrictMath.exp(-1 / (RELEASE_SECONDS * sampleRateHz));
        double gain = 1;
        for (int i = 0; i < gains.length; i++) {
            gain = Math.min(gains[i], gain + rise * (1 - gain));
            gains[i] = gain;
        }
    }

    /** Each of them looked ahead far enough to know the frame where the mean is taken. */
    private static double[] meansOfTheLast(double[] gains, int frames) {
        double[] means = new double[frames];
        double sum = 0;
        for (int i = 0; i < gains.length; i++) {
            sum += gains[i];
            if (i >= LOOK_AHEAD_FRAMES - 1) {
                int first = i - (LOOK_AHEAD_FRAMES - 1);
                means[first] = sum / LOOK_AHEAD_FRAMES;
                sum -= gains[first];
            }
        }
        return means;
    }
}
