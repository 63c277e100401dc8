package dev.fader.trainer.report;

import dev.fader.trainer.audio.AudioLimits;
import dev.fader.trainer.audio.AudioReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * A file to listen to, ready for a page.
 *
 * @param waveform points of an SVG polyline, {@value #PARTS} × 100 units
 */
record AudioExample(String label, String base64, String waveform) {

    private static final int PARTS = 300;
    private static final int BLOCK_FRAMES = 4096;

    /** @throws IOException naming the file, if it is not there or cannot be decoded */
    static AudioExample read(String label, Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("there is no file %s to listen to: measure with --examples again".formatted(file));
        }
        return new AudioExample(
                label, Base64.getEncoder().encodeToString(Files.readAllBytes(file)), polyline(peaks(file)));
    }

    /** The largest absolute sample of each of {@value #PARTS} parts. */
    private static double[] peaks(Path file) throws IOException {
        try (AudioReader reader = AudioReader.open(file, AudioLimits.DEFAULT)) {
            double[][] block = new double[reader.format().channels()][BLOCK_FRAMES];
            DoubleStream.Builder samples = DoubleStream.builder();
            for (int got = reader.read(block, 0, BLOCK_FRAMES); got >= 0; got = reader.read(block, 0, BLOCK_FRAMES)) {
                for (int i = 0; i < got; i++) {
                    samples.add(Math.abs(block[0][i]));
                }
            }
            double[] all = samples.build().toArray();
            double[] peaks = new double[PARTS];
            for (int i = 0; i < all.length; i++) {
                int part = (int) ((long) i * PARTS / all.length);
                peaks[part] = Math.max(peaks[part], all[i]);
            }
            return peaks;
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
