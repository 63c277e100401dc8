package dev.fader.trainer.songs;

import dev.fader.trainer.audio.Wav24Writer;
import java.util.ArrayList;
import java.util.List;

/**
 * Stems at their levels as 24-bit integers, and the mixture that is their exact sum.
 *
 * @param stems each (2, frames), in the order given
 * @param mixture (2, frames), the integer sum of the stems
 */
record Mixdown(List<int[][]> stems, int[][] mixture) {

    private static final int BLOCK_FRAMES = 17_640;

    /**
     * Brings stems to about equal loudness, then apart by their levels, then as near to full scale as asked.
     *
     * @param levelsDb each stem's level around equal loudness
     * @param peak the mixture's largest sample, or a stem's when that is larger, 0…1
     */
    static Mixdown of(List<float[][]> stems, List<Double> levelsDb, double peak) {
        double[] gains = new double[stems.size()];
        for (int k = 0; k < gains.length; k++) {
            double rms = activeRms(stems.get(k));
            gains[k] = rms == 0 ? 0 : StrictMath.pow(10, levelsDb.get(k) / 20) / rms;
        }
        double loudest = loudest(stems, gains);
        double scale = loudest == 0 ? 0 : peak * Wav24Writer.FULL_SCALE / loudest;
        int frames = stems.getFirst()[0].length;
        int[][] mixture = new int[2][frames];
        List<int[][]> quantised = new ArrayList<>();
        for (int k = 0; k < gains.length; k++) {
            int[][] stem = new int[2][frames];
            for (int c = 0; c < 2; c++) {
                float[] samples = stems.get(k)[c];
                for (int i = 0; i < frames; i++) {
                    stem[c][i] = (int) Math.rint(samples[i] * gains[k] * scale);
                    mixture[c][i] += stem[c][i];
                }
            }
            quantised.add(stem);
        }
        return new Mixdown(List.copyOf(quantised), mixture);
    }

    private static double loudest(List<float[][]> stems, double[] gains) {
        double loudest = 0;
        for (int c = 0; c < 2; c++) {
            for (int i = 0; i < stems.getFirst()[c].length; i++) {
                double sum = 0;
                for (int k = 0; k < gains.length; k++) {
                    double sample = stems.get(k)[c][i] * gains[k];
                    sum += sample;
                    loudest = Math.max(loudest, Math.abs(sample));
                }
                loudest = Math.max(loudest, Math.abs(sum));
            }
        }
        return loudest;
    }

    /** Root mean square over the blocks that lie within 30 dB of the loudest one, so that rests do not count. */
    static double activeRms(float[][] stereo) {
        int blocks = (stereo[0].length + BLOCK_FRAMES - 1) / BLOCK_FRAMES;
        double[] energies = new double[blocks];
        double most = 0;
        for (int b = 0; b < blocks; b++) {
            int end = Math.min(stereo[0].length, (b + 1) * BLOCK_FRAMES);
            for (float[] samples : stereo) {
                for (int i = b * BLOCK_FRAMES; i < end; i++) {
                    energies[b] += samples[i] * (double) samples[i];
                }
            }
            energies[b] /= 2.0 * (end - b * BLOCK_FRAMES);
            most = Math.max(most, energies[b]);
        }
        double sum = 0;
        int active = 0;
        for (double energy : energies) {
            if (energy > most * 1e-3) {
                sum += energy;
                active++;
            }
        }
        return active == 0 ? 0 : Math.sqrt(sum / active);
    }
}
