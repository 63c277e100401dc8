package dev.fader.trainer.songs;

import dev.fader.trainer.songs.StemScore.Sung;

/** Sings tunes with the voices of one song. */
@FunctionalInterface
interface Vocalist {

    /** @param chance of what is drawn while singing @return one channel, (frames) */
    float[] sing(Sung tune, Chance chance, int frames);
}
