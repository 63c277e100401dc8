package dev.fader.trainer.catalogue;

import dev.fader.trainer.audio.AudioEncoding;
import dev.fader.trainer.audio.AudioFormat;
import dev.fader.trainer.audio.AudioLimits;
import dev.fader.trainer.audio.AudioOutput;
import dev.fader.trainer.audio.AudioReader;
import dev.fader.trainer.audio.AudioWriter;
import dev.fader.trainer.audio.Resampler;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A whole recording in memory.
 *
 * @param samples (channels, frames)
 */
record Recording(int sampleRateHz, double[][] samples) {

    private static final int BLOCK_FRAMES = 65_536;

    static Recording read(Path file) throws IOException {
        try (AudioReader reader = AudioReader.open(file, AudioLimits.DEFAULT)) {
            AudioFormat format = reader.format();
            double[][] samples = new double[format.channels()][BLOCK_FRAMES];
            int frames = 0;
            for (int got = 0; got >= 0; got = reader.read(samples, frames, BLOCK_FRAMES)) {
                frames += got;
                if (samples[0].length < frames + BLOCK_FRAMES) {
                    resize(samples, 2 * (frames + BLOCK_FRAMES));
                }
            }
            resize(samples, frames);
            return new Recording(format.sampleRateHz(), samples);
        }
    }

    void write(Path file, AudioEncoding encoding) throws IOException {
        try (AudioWriter writer = AudioWriter.create(file, AudioOutput.of(encoding, sampleRateHz, samples.length))) {
            writer.write(samples, 0, frames());
            writer.finish();
        }
    }

    int frames() {
        return samples[0].length;
    }

    Recording atRate(int wantedHz) throws IOException {
        if (wantedHz == sampleRateHz) {
            return this;
        }
        double[][] out =
                new double[samples.length][Math.toIntExact(Resampler.framesFor(frames(), sampleRateHz, wantedHz))];
        try (Resampler resampler = new Resampler(sampleRateHz, wantedHz, samples.length)) {
            int[] given = {0};
            Resampler.Sink sink = (planar, offset, count) -> {
                for (int c = 0; c < out.length; c++) {
                    System.arraycopy(planar[c], offset, out[c], given[0], count);
                }
                given[0] += count;
            };
            resampler.push(samples, 0, frames(), sink);
            resampler.finish(sink);
        }
        return new Recording(wantedHz, out);
    }

    /** The mean of the channels where one is wanted; else as it is. */
    Recording withChannels(int wanted) {
        if (wanted != 1 || samples.length == 1) {
            return this;
        }
        double[] mean = new double[frames()];
        for (double[] channel : samples) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += channel[i] / samples.length;
            }
        }
        return new Recording(sampleRateHz, new double[][] {mean});
    }

    /** All channels one after the other, each cut to so many frames. */
    double[] inOneRow(int frames) {
        double[] row = new double[samples.length * frames];
        for (int c = 0; c < samples.length; c++) {
            for (int i = 0; i < frames; i++) {
                row[c * frames + i] = samples[c][i];
            }
        }
        return row;
    }

    private static void resize(double[][] samples, int frames) {
        for (int c = 0; c < samples.length; c++) {
            samples[c] = Arrays.copyOf(samples[c], frames);
        }
    }
}
