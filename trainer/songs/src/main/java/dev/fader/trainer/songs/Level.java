package dev.fader.trainer.songs;

/** Levels in songs: computed alike on every machine, to the last bit. */
final class Level {

    private Level() {}

    /** The ratio of amplitudes that decibels stand for. */
    static double amplitude(double decibels) {
        return StrictMath.pow(10, decibels / 20);
    }
}
