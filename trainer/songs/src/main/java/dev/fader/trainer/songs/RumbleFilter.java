package dev.fader.trainer.songs;

/**
 * Takes out what lies below hearing, a constant offset above all: a Butterworth high pass of eighth order at 28 Hz, which
 * costs the lowest bass of the slowest tape half a decibel. One of fourth order at 25 Hz leaves kits with deep kicks up to
 * 2.6 % of their energy below 20 Hz.
 */
final class RumbleFilter {

    private static final double CORNER_HZ = 28;
    private static final double[] SECTIONS_Q = {0.50979558, 0.60134489, 0.89997622, 2.56291545};

    private RumbleFilter() {}

    /** Filters in place. @param stereo (2, frames) */
    static void apply(float[][] stereo, int sampleRateHz) {
        for (double q : SECTIONS_Q) {
            Biquad.highPass(CORNER_HZ, q, sampleRateHz).apply(stereo);
        }
    }
}
