package dev.fader.trainer.songs;

/** Levels in songs: computed alike on every machine, to the last bit. */
final class Level {

    private Level() {}

    /** The ratio of amplitudes that decibels stand for. */
    static double amplitude(double decibels) {
        return StrictMath.pow(10, decibels / 20);
    }

    /** The gain that brings a sound to a level where it plays; 0 for silence. */
    static double gainTo(double rms, float[][] stereo) {
        double active = Mixdown.activeRms(stereo);
        return active == 0 ? 0 : rms / active;
    }

    static void scale(float[][] stereo, double gain) {
        for (float[] samples : stereo) {
            for (int i = 0; i < samples.length; i++) {
                samples[i] *= (float) gain;
            }
        }
    }

    /** Adds one channel to another. */
    static void mix(float[] into, float[] samples, double gain) {
        for (int i = 0; i < into.length; i++) {
            into[i] += (float) (gain * samples[i]);
        }
    }
}
