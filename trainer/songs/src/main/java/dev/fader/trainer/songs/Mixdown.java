package dev.fader.trainer.songs;

import dev.fader.trainer.audio.Wav24Writer;
import java.util.ArrayList;
import java.util.Arrays;
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
     * Brings stems to about equal loudness, then apart by their levels, then as near to full scale as asked, through a
     * limiter where the balance has one.
     */
    static Mixdown of(List<float[][]> stems, Balance balance) {
        double[] gains = new double[stems.size()];
        for (int k = 0; k < gains.length; k++) {
            double rms = activeRms(stems.get(k));
            gains[k] = rms == 0 ? 0 : Level.amplitude(balance.levelsDb().get(k)) / rms;
        }
        double[] levels = levels(stems, gains);
        int frames = levels.length;
        double loudest = 0;
        for (double level : levels) {
            loudest = Math.max(loudest, level);
        }
        double scale = loudest == 0 ? 0 : balance.peak() * Wav24Writer.FULL_SCALE / loudest;
        double[] limiter = new double[frames];
        Arrays.fill(limiter, 1);
        if (balance.limitedDb() > 0 && loudest > 0) {
            double above = Level.amplitude(balance.limitedDb());
            limiter = Limiter.gains(levels, loudest / above, Song.SAMPLE_RATE_HZ);
            scale *= above;
        }
        int[][] mixture = new int[2][frames];
        List<int[][]> quantised = new ArrayList<>();
        for (int k = 0; k < gains.length; k++) {
            int[][] stem = new int[2][frames];
            for (int c = 0; c < 2; c++) {
                float[] samples = stems.get(k)[c];
                for (int i = 0; i < frames; i++) {
                    stem[c][i] = (int) Math.rint(samples[i] * gains[k] * scale * limiter[i]);
                    mixture[c][i] += stem[c][i];
                }
            }
            quantised.add(stem);
        }
        return new Mixdown(List.copyOf(quantised), mixture);
    }

    /** Whether nothing of the stem is left. */
    boolean isSilent(int stem) {
        return Arrays.stream(stems.get(stem)).flatMapToInt(Arrays::stream).allMatch(sample -> sample == 0);
    }

    /** The largest amplitude at each frame, of the mixture and of all stems. */
    private static double[] levels(List<float[][]> stems, double[] gains) {
        double[] levels = new double[stems.getFirst()[0].length];
        for (int c = 0; c < 2; c++) {
            for (int i = 0; i < levels.length; i++) {
                double sum = 0;
                for (int k = 0; k < gains.length; k++) {
                    double sample = stems.get(k)[c][i] * gains[k];
                    sum += sample;
                    levels[i] = Math.max(levels[i], Math.abs(sample));
                }
                levels[i] = Math.max(levels[i], Math.abs(sum));
            }
        }
        return levels;
    }

    /** Root mean square over the blocks that lie within 30 dB of the loudest one, so that rests do not count. */
    static double activeRms(float[][] stereo) {
        int blocks = (stereo[0].length + BLOCK_FRAMES - 1) / BLOCK_FRAMES;
        double[] energies = new double[blocks];
        double most = 0;
        for (int b = 0; b < blocks; b++) {
            int end = Math.min(stereo[0].length, (b + 1) * BLOCK_FRAMES);
            double energy = 0;
            for (float[] samples : stereo) {
                for (int i = b * BLOCK_FRAMES; i < end; i++) {
                    energy += samples[i] * (double) samples[i];
                }
            }
            energies[b] = energy / (2.0 * (end - b * BLOCK_FRAMES));
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
