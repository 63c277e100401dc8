package dev.fader.trainer.audio;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/** Sounds for tests, and whole files read and written at once. */
final class Signals {

    private Signals() {}

    /** Two tones a channel and a little noise, on the grid of a depth. */
    static double[][] music(int rate, int channels, int frames, int bits) {
        Random random = new Random(3);
        double grid = 0x1p-1 * Math.pow(2, Math.min(bits, 32));
        double[][] planar = new double[channels][frames];
        for (int c = 0; c < channels; c++) {
            for (int i = 0; i < frames; i++) {
                double t = (double) i / rate;
                double x = 0.4 * Math.sin(2 * Math.PI * (220 + 110 * c) * t)
                        + 0.2 * Math.sin(2 * Math.PI * 1300 * t + c)
                        + 0.02 * random.nextGaussian();
                planar[c][i] = Math.rint(x * grid) / grid;
            }
        }
        return planar;
    }

    static void write(Path path, AudioOutput output, double[][] planar) throws IOException {
        try (AudioWriter writer = AudioWriter.create(path, output)) {
            // blocks of odd sizes, as they come
            for (int done = 0; done < planar[0].length; ) {
                int some = Math.min(1777, planar[0].length - done);
                writer.write(planar, done, some);
                done += some;
            }
            writer.finish();
        }
    }

    static double[][] read(Path path) throws IOException {
        try (AudioReader reader = AudioReader.open(path, AudioLimits.DEFAULT)) {
            return readAll(reader);
        }
    }

    static double[][] readAll(AudioReader reader) throws IOException {
        double[][] all = new double[reader.format().channels()][4096];
        int frames = 0;
        while (true) {
            int read = reader.read(all, frames, Math.min(1500, all[0].length - frames));
            if (read < 0) {
                break;
            }
            frames += read;
            if (all[0].length - frames < 1500) {
                for (int c = 0; c < all.length; c++) {
                    all[c] = Arrays.copyOf(all[c], 2 * all[c].length);
                }
            }
        }
        for (int c = 0; c < all.length; c++) {
            all[c] = Arrays.copyOf(all[c], frames);
        }
        return all;
    }

    /** Signal to error, dB, leaving out both ends. */
    static double snr(double[] expected, double[] actual, int margin) {
        double signal = 0;
        double error = 1e-30;
        for (int i = margin; i < expected.length - margin; i++) {
            signal += expected[i] * (double) expected[i];
            error += Math.pow(expected[i] - (double) actual[i], 2);
        }
        return 10 * Math.log10(signal / error);
    }
}
