package dev.fader.trainer.mixing;

import dev.fader.trainer.audio.AudioEncoding;
import dev.fader.trainer.audio.AudioOutput;
import dev.fader.trainer.audio.AudioWriter;
import dev.fader.trainer.data.EstimatesFolder;
import dev.fader.trainer.data.EstimatesLabel;
import dev.fader.trainer.data.EstimatesLabel.RunTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Songs whose stems are exactly weighted sums of two separators' estimates: B gives vocals, C drums and vocals. */
public final class NoiselessSongs {

    public static final int RATE = 8_000;
    static final int SAMPLES = 8_192;
    public static final List<String> SOURCES = List.of("drums", "vocals");

    /** Of one side: vocals of B, drums of C, vocals of C; drums and vocals. */
    static final double[][] WEIGHTS = {{-0.4, 0.6}, {0.8, -0.2}, {0, 0.5}};

    private NoiselessSongs() {}

    /** @return folders of estimates by name */
    public static Map<String, Path> write(Path folder) throws IOException {
        Map<String, Path> estimates = Map.of("B", folder.resolve("b"), "C", folder.resolve("c"));
        int seed = 0;
        for (String split : List.of("train", "validation", "test")) {
            for (int s = 0; s < 2; s++) {
                String name = split + " song " + s;
                double[][][] given = new double[3][2][SAMPLES];
                Random random = new Random(seed++);
                for (double[][] source : given) {
                    for (double[] channel : source) {
                        for (int i = 0; i < SAMPLES; i++) {
                            channel[i] = (float) (0.1 * random.nextGaussian());
                        }
                    }
                }
                wav(folder.resolve("b").resolve(name).resolve("vocals.wav"), given[0]);
                wav(folder.resolve("c").resolve(name).resolve("drums.wav"), given[1]);
                wav(folder.resolve("c").resolve(name).resolve("vocals.wav"), given[2]);
                for (int k = 0; k < 2; k++) {
                    wav(
                            folder.resolve("data").resolve(split).resolve(name).resolve(SOURCES.get(k) + ".wav"),
                            sum(given, k));
                }
            }
        }
        EstimatesFolder.create(estimates.get("B"), label("B", "b", List.of("vocals")));
        EstimatesFolder.create(estimates.get("C"), label("C", "c", List.of("drums", "vocals")));
        return estimates;
    }

    static EstimatesLabel label(String name, String hash, List<String> sources) {
        return new EstimatesLabel(name, hash.repeat(64), sources, RATE, 1_000, List.of(), RunTime.UNKNOWN);
    }

    private static double[][] sum(double[][][] given, int k) {
        double[][] sum = new double[2][SAMPLES];
        for (int e = 0; e < given.length; e++) {
            for (int c = 0; c < 2; c++) {
                for (int i = 0; i < SAMPLES; i++) {
                    sum[c][i] += WEIGHTS[e][k] * given[e][c][i];
                }
            }
        }
        return sum;
    }

    private static void wav(Path file, double[][] samples) throws IOException {
        Files.createDirectories(file.resolveSibling(""));
        try (AudioWriter writer = AudioWriter.create(file, AudioOutput.of(AudioEncoding.WAV_32_FLOAT, RATE, 2))) {
            writer.write(samples, 0, SAMPLES);
            writer.finish();
        }
    }
}
