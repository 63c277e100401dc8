package dev.fader.trainer.evaluation.separation;

import dev.fader.trainer.data.StemSong;
import dev.fader.trainer.metrics.Silence;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A song's stems summed: what separators hear.
 *
 * @param stereo (2, L)
 * @param sounding the places of the stems that are not {@link Silence silent}, rising
 */
@SuppressWarnings("ArrayRecordComponent") // signals are handed over whole and never compared
record SongMixture(float[][] stereo, List<Integer> sounding) {

    private static final int BLOCK_FRAMES = 1 << 18;

    static SongMixture of(StemSong song) throws IOException {
        float[][] mixture = new float[2][Math.toIntExact(song.frames())];
        double[] energies = new double[song.stems().size()];
        for (int from = 0; from < mixture[0].length; from += BLOCK_FRAMES) {
            int count = Math.min(BLOCK_FRAMES, mixture[0].length - from);
            float[][][] stems = song.readStereo(from, count);
            for (int k = 0; k < stems.length; k++) {
                for (int c = 0; c < 2; c++) {
                    for (int i = 0; i < count; i++) {
                        float sample = stems[k][c][i];
                        mixture[c][from + i] += sample;
                        energies[k] += (double) sample * sample;
                    }
                }
            }
        }
        double samples = 2.0 * mixture[0].length;
        Silence silence = Silence.below(energy(mixture) / samples);
        return new SongMixture(
                mixture,
                IntStream.range(0, energies.length)
                        .filter(k -> !silence.holds(energies[k] / samples))
                        .boxed()
                        .toList());
    }

    private static double energy(float[][] channels) {
        double energy = 0;
        for (float[] channel : channels) {
            for (float sample : channel) {
                energy += (double) sample * sample;
            }
        }
        return energy;
    }

    /** The mean of the channels, (L). */
    float[] mono() {
        return mean(stereo);
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
