package dev.fader.trainer.songs;

import dev.fader.trainer.audio.Butterworth;

/**
 * Takes out what lies below hearing, a constant offset above all: a Butterworth high pass of eighth order at 28 Hz, which
 * costs the lowest bass of the slowest tape half a decibel. One of fourth order at 25 Hz leaves kits with deep kicks up to
 * 2.6 % of their energy below 20 Hz.
 */
final class RumbleFilter {

    private static final double CORNER_HZ = 28;

    private RumbleFilter() {}

    /** Filters in place. @param stereo (2, frames) */
    static void apply(float[][] stereo, int sampleRateHz) {
        for (double q : Butterworth.EIGHTH_ORDER) {
            Biquad.highPass(CORNER_HZ, q, sampleRateHz).apply(stereo);
        }
    }
}
