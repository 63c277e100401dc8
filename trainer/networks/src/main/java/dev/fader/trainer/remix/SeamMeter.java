package dev.fader.trainer.remix;

import dev.fader.schemas.notation.Decibels;
import java.util.Arrays;

/**
 * How much neighbouring chunks disagree where they meet. Both estimate the same difference there; a small disagreement,
 * cross-faded, is not heard.
 */
final class SeamMeter {

    /** Mean square of −60 dBFS: below it a relative error says nothing. */
    private static final double SILENCE = 1e-6;

    private final double[] worst;

    SeamMeter(int variants) {
        worst = new double[variants];
        Arrays.fill(worst, Double.NaN);
    }

    /**
     * @param mixture (C, L) of the later chunk
     * @param before (C, fade), the end of the earlier chunk's difference
     * @param after (C, L), the later chunk's difference
     * @param begin where the two meet in the later chunk
     */
    void add(int variant, float[][] mixture, float[][] before, float[][] after, int begin, int fade) {
        double signal = 0;
        double error = 0;
        for (int c = 0; c < before.length; c++) {
            for (int i = 0; i < fade; i++) {
                int at = begin + i;
                double x = mixture[c][at];
                double e = before[c][i] - after[c][at];
                signal += x * x;
                error += e * e;
            }
        }
        if (signal > SILENCE * before.length * fade) {
            double relative = error / signal;
            worst[variant] = Double.isNaN(worst[variant]) ? relative : Math.max(worst[variant], relative);
        }
    }

    /** The largest disagreement at a seam, relative to the mixture there, in dB; NaN without an audible seam. */
    double worstDb(int variant) {
        return Decibels.ofPower(worst[variant]);
    }
}
