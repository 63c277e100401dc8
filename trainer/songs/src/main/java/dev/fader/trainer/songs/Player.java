package dev.fader.trainer.songs;

import java.util.List;

/** Plays parts with the sounds of one song. */
@FunctionalInterface
interface Player {

    /** @param stem whose parts they are @param chance of what is drawn while playing @return stereo, (2, frames) */
    float[][] play(String stem, List<Part> parts, Chance chance, int frames);
}
