package dev.fader.trainer.evaluation.separation;

import dev.fader.trainer.data.StemSong;
import java.io.IOException;

/** A song's stems summed: what separators hear. */
final class SongMixture {

    private static final int BLOCK_FRAMES = 1 << 18;

    private SongMixture() {}

    /** @return (2, L) */
    static float[][] stereo(StemSong song) throws IOException {
        float[][] mixture = new float[2][Math.toIntExact(song.frames())];
        for (int from = 0; from < mixture[0].length; from += BLOCK_FRAMES) {
            int count = Math.min(BLOCK_FRAMES, mixture[0].length - from);
            for (float[][] stem : song.readStereo(from, count)) {
                for (int c = 0; c < 2; c++) {
                    for (int i = 0; i < count; i++) {
                        mixture[c][from + i] += stem[c][i];
                    }
                }
            }
        }
        return mixture;
    }

    /** @param stereo (2, L). @return (L) */
    static float[] mean(float[][] stereo) {
        float[] mean = new float[stereo[0].length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (stereo[0][i] + stereo[1][i]) / 2;
        }
        return mean;
    }
}
