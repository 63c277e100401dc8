package dev.fader.trainer.songs;

import dev.fader.trainer.songs.StemScore.Sung;
import java.util.List;

/** The singers of a stem, each at a place of its own. */
final class Singers {

    private Singers() {}

    /** Sings into a stem. @param into (2, frames) */
    static void sing(List<Sung> tunes, Vocalist vocalist, Chance chance, float[][] into) {
        for (int n = 0; n < tunes.size(); n++) {
            Sung sung = tunes.get(n);
            float[] voice = vocalist.sing(sung, chance.branch("singer " + n), into[0].length);
            double gain = sung.gain() * Level.gainTo(1, new float[][] {voice, voice});
            // equal power: a voice is as loud at the side as in the middle
            double angle = (sung.pan() + 1) * Math.PI / 4;
            Level.mix(into[0], voice, gain * StrictMath.cos(angle));
            Level.mix(into[1], voice, gain * StrictMath.sin(angle));
        }
    }
}
