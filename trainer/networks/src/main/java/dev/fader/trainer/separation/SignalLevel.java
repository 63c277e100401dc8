package dev.fader.trainer.separation;

import dev.fader.trainer.audio.AudioSource;
import java.io.IOException;

/**
 * Mean and deviation of a whole signal, which some separators take out of each of its parts before they separate it, as they
 * were trained.
 *
 * @param mean of all samples
 * @param deviation of all samples of all channels
 * @param monoDeviation of the channels' mean, over one sample less, as the programs of such separators have it
 */
public record SignalLevel(double mean, double deviation, double monoDeviation) {

    private static final int BLOCK_FRAMES = 1 << 15;

    /** @param signal (C, L) */
    public static SignalLevel of(float[][] signal) {
        Meter meter = new Meter();
        meter.add(signal);
        return meter.level();
    }

    /** Reads a source to its end. @param betweenBlocks may throw to stop */
    public static SignalLevel of(AudioSource source, Runnable betweenBlocks) throws IOException {
        Meter meter = new Meter();
        double[][] block = new double[source.format().channels()][BLOCK_FRAMES];
        for (int count = source.read(block, 0, BLOCK_FRAMES); count >= 0; count = source.read(block, 0, BLOCK_FRAMES)) {
            meter.add(block, count);
            betweenBlocks.run();
        }
        return meter.level();
    }

    private static final class Meter {

        private long frames;
        private int channels;
        private double sum;
        private double squares;
        private double monoSquares;

        void add(double[][] planar, int count) {
            for (int i = 0; i < count; i++) {
                double mono = 0;
                for (double[] channel : planar) {
                    mono += channel[i];
                    squares += channel[i] * channel[i];
                }
                addMono(mono, planar.length);
            }
        }

        void add(float[][] planar) {
            for (int i = 0; i < planar[0].length; i++) {
                double mono = 0;
                for (float[] channel : planar) {
                    mono += channel[i];
                    squares += (double) channel[i] * channel[i];
                }
                addMono(mono, planar.length);
            }
        }

        private void addMono(double sumOfChannels, int ofChannels) {
            channels = ofChannels;
            sum += sumOfChannels;
            monoSquares += sumOfChannels * sumOfChannels / ((double) ofChannels * ofChannels);
            frames++;
        }

        SignalLevel level() {
            double samples = (double) frames * channels;
            double mean = samples == 0 ? 0 : sum / samples;
            return new SignalLevel(
                    mean,
                    samples == 0 ? 0 : Math.sqrt(Math.max(0, squares / samples - mean * mean)),
                    Math.sqrt(Math.max(0, monoSquares - frames * mean * mean) / Math.max(1, frames - 1)));
        }
    }
}
