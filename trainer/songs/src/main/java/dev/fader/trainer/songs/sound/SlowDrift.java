package dev.fader.trainer.songs.sound;

import java.util.Arrays;

/**
 * The slow wandering of a recorded sound around which it swings: a moving mean, taken twice. What is left without it keeps
 * everything above twice a frequency within 0.4 dB and nothing of a constant.
 */
final class SlowDrift {

    /** Below every note, in Hz. */
    static final double INAUDIBLE_HZ = 15;

    /** Of drums, whose skins and rooms rumble: a half of what lies at 20 Hz is left, and all from 40 Hz on. */
    static final double DRUMS_HZ = 40;

    private SlowDrift() {}

    /** @param sound one channel, silent before and after @param hz below which it wanders @return as long as the sound */
    static double[] of(double[] sound, double hz, int rateHz) {
        int half = (int) (rateHz / hz / 2);
        return mean(mean(sound, half), half);
    }

    /** Takes the mean out, and then the drift. */
    static void removeAll(double[] sound, double hz, int rateHz) {
        double mean = Arrays.stream(sound).average().orElse(0);
        for (int i = 0; i < sound.length; i++) {
            sound[i] -= mean;
        }
        double[] drift = of(sound, hz, rateHz);
        for (int i = 0; i < sound.length; i++) {
            sound[i] -= drift[i];
        }
    }

    private static double[] mean(double[] x, int half) {
        double[] sums = new double[x.length + 1];
        for (int i = 0; i < x.length; i++) {
            sums[i + 1] = sums[i] + x[i];
        }
        double[] mean = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            int from = Math.max(0, i - half);
            int to = Math.min(x.length, i + half + 1);
            mean[i] = (sums[to] - sums[from]) / (2 * half + 1);
        }
        return mean;
    }
}
