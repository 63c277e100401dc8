package dev.fader.trainer.songs;

/** Takes out what lies below hearing, a constant offset above all: a Butterworth high pass of fourth order at 25 Hz. */
final class RumbleFilter {

    private static final double CORNER_HZ = 25;

    private RumbleFilter() {}

    /** Filters in place. @param stereo (2, frames) */
    static void apply(float[][] stereo, int sampleRateHz) {
        Biquad.highPass(CORNER_HZ, 0.54119610, sampleRateHz).apply(stereo);
        Biquad.highPass(CORNER_HZ, 1.30656296, sampleRateHz).apply(stereo);
    }
}
