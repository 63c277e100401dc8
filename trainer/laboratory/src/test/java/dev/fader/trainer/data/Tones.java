package dev.fader.trainer.data;

import dev.fader.trainer.audio.Wav24Writer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Stems for tests: a tone each. */
public final class Tones {

    private static final double LEVEL = 0.3;

    private Tones() {}

    /** Writes a mono file and its folder. Whole numbers of hertz make tones that are orthogonal over whole seconds. */
    public static void write(Path file, int rateHz, int seconds, int frequencyHz) throws IOException {
        Files.createDirectories(file.resolveSibling(""));
        int[][] samples = new int[1][seconds * rateHz];
        for (int i = 0; i < samples[0].length; i++) {
            samples[0][i] = (int) (Wav24Writer.FULL_SCALE * LEVEL * Math.sin(2 * Math.PI * frequencyHz * i / rateHz));
        }
        try (Wav24Writer writer = new Wav24Writer(file, rateHz, 1)) {
            writer.write(samples, 0, samples[0].length);
        }
    }
}
