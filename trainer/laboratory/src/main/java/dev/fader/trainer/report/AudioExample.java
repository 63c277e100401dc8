package dev.fader.trainer.report;

import dev.fader.trainer.audio.AudioLimits;
import dev.fader.trainer.audio.AudioReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * A file to listen to, ready for a page.
 *
 * @param rms of its samples, to bring versions to one level
 * @param volume at which it is played, 1 at most
 * @param waveform points of an SVG polyline, {@value #PARTS} × 100 units
 */
record AudioExample(String label, String base64, double rms, double volume, String waveform) {

    private static final int PARTS = 300;
    private static final int BLOCK_FRAMES = 4096;

    /** @throws IOException naming the file, if it is not there or cannot be decoded */
    static AudioExample read(String label, Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("there is no file %s to listen to: measure with --examples again".formatted(file));
        }
        double[] samples = samples(file);
        double squares = Arrays.stream(samples).map(sample -> sample * sample).sum();
        return new AudioExample(
                label,
                Base64.getEncoder().encodeToString(Files.readAllBytes(file)),
                Math.sqrt(squares / Math.max(1, samples.length)),
                1,
                polyline(peaks(samples)));
    }

    /** The same, played softer. */
    AudioExample at(double newVolume) {
        return new AudioExample(label, base64, rms, newVolume, waveform);
    }

    /** The largest absolute sample of each of {@value #PARTS} parts. */
    private static double[] peaks(double[] samples) {
        double[] peaks = new double[PARTS];
        for (int i = 0; i < samples.length; i++) {
            int part = (int) ((long) i * PARTS / samples.length);
            peaks[part] = Math.max(peaks[part], Math.abs(samples[i]));
        }
        return peaks;
    }

    /** The first channel. */
    private static double[] samples(Path file) throws IOException {
        try (AudioReader reader = AudioReader.open(file, AudioLimits.DEFAULT)) {
            double[][] block = new double[reader.format().channels()][BLOCK_FRAMES];
            DoubleStream.Builder samples = DoubleStream.builder();
            for (int got = reader.read(block, 0, BLOCK_FRAMES); got >= 0; got = reader.read(block, 0, BLOCK_FRAMES)) {
                for (int i = 0; i < got; i++) {
                    samples.add(block[0][i]);
                }
            }
            return samples.build().toArray();
        }
    }

    private static String polyline(double[] peaks) {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < peaks.length; i++) {
            points.append(String.format(Locale.ROOT, "%d,%.0f ", i, 50 - 50 * Math.min(1, peaks[i])));
        }
        for (int i = peaks.length - 1; i >= 0; i--) {
            points.append(String.format(Locale.ROOT, "%d,%.0f ", i, 50 + 50 * Math.min(1, peaks[i])));
        }
        return points.toString().strip();
    }
}
