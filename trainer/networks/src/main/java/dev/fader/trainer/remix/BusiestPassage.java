package dev.fader.trainer.remix;

import dev.fader.schemas.notation.Decibels;
import dev.fader.trainer.audio.AudioSource;
import java.io.IOException;
import java.util.Arrays;

/**
 * Finds the passage of a file where most happens: sound that is loud and that keeps starting anew, so that a verse with
 * the whole band wins over one long chord.
 *
 * @param startFrame where it begins
 * @param frames its length; the whole file if that is shorter
 */
public record BusiestPassage(long startFrame, long frames) {

    private static final int BLOCK_FRAMES = 1 << 15;
    private static final double STEP_SECONDS = 0.1;
    /** Rises of level beyond this count no more: one bang is not a busy passage. */
    private static final double MOST_RISE_DB = 12;

    /** Reads the source to its end. @param seconds length wanted. @param betweenBlocks may throw to stop */
    public static BusiestPassage find(AudioSource source, double seconds, Runnable betweenBlocks) throws IOException {
        int rate = source.format().sampleRateHz();
        int stepFrames = Math.max(1, (int) Math.round(STEP_SECONDS * rate));
        double[] energies = new double[1024];
        long frames = 0;
        double[][] block = new double[source.format().channels()][BLOCK_FRAMES];
        for (int count = source.read(block, 0, BLOCK_FRAMES); count >= 0; count = source.read(block, 0, BLOCK_FRAMES)) {
            for (int i = 0; i < count; i++, frames++) {
                int step = Math.toIntExact(frames / stepFrames);
                if (step == energies.length) {
                    energies = Arrays.copyOf(energies, 2 * step);
                }
                for (double[] samples : block) {
                    energies[step] += samples[i] * samples[i];
                }
            }
            betweenBlocks.run();
        }
        long wanted = Math.min(frames, Math.round(seconds * rate));
        int steps = Math.toIntExact(frames / stepFrames);
        int length = (int) (wanted / stepFrames);
        long start = (long) busiest(activity(Arrays.copyOf(energies, steps)), length) * stepFrames;
        return new BusiestPassage(Math.min(start, frames - wanted), wanted);
    }

    /** Amplitude of each step, doubled where it rises by 6 dB. */
    private static double[] activity(double[] energies) {
        double[] activity = new double[energies.length];
        for (int i = 0; i < energies.length; i++) {
            double before = i == 0 ? energies[i] : energies[i - 1];
            double rise = energies[i] <= 0 ? 0 : before <= 0 ? MOST_RISE_DB : Decibels.ofPower(energies[i] / before);
            activity[i] = Math.sqrt(energies[i]) * (1 + Math.clamp(rise, 0, MOST_RISE_DB) / 6);
        }
        return activity;
    }

    private static int busiest(double[] activity, int length) {
        double sum = 0;
        double most = -1;
        int start = 0;
        for (int i = 0; i < activity.length; i++) {
            sum += activity[i] - (i >= length ? activity[i - length] : 0);
            if (i >= length - 1 && sum > most * (1 + 1e-12)) {
                most = sum;
                start = i - length + 1;
            }
        }
        return start;
    }
}
