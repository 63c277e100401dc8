package dev.fader.trainer.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fader.schemas.remix.Gain;
import dev.fader.trainer.audio.AudioEncoding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemixScoreTest {

    private static final int FRAMES = 44_100;
    private static final Map<String, Gain> VOCALS_DOWN = Map.of("vocals", new Gain(-6));

    @TempDir
    Path folder;

    private final double[][] vocals = noise(1);
    private final double[][] drums = noise(2);

    @Test
    void theTrueRemixScoresFarAboveTheUntouchedInput() throws IOException {
        writeSong();
        Path truth = write("truth.wav", sum(vocals, Math.pow(10, -6 / 20.0), drums), AudioEncoding.WAV_24);

        RemixScore score = RemixScore.of(folder.resolve("mixture.wav"), truth, folder, VOCALS_DOWN);

        assertThat(score.file()).isEqualTo("mixture.wav");
        assertThat(score.minSdrDb()).isNotNaN().isGreaterThan(80);
        // E(truth) / E((1 − γ)·vocals) of two noises of equal level, γ = 0.501
        assertThat(score.minSdrDoNothingDb()).isCloseTo(10 * Math.log10((0.251 + 1) / 0.249), within(0.5));
        assertThat(score.sameLength()).isTrue();
    }

    @Test
    void theTruthFollowsTheInputsRateAndChannels() throws IOException {
        writeSong();
        Recording mixture = Recording.read(folder.resolve("mixture.wav"));
        Path input = folder.resolve("mono.wav");
        mixture.atRate(48_000).withChannels(1).write(input, AudioEncoding.WAV_24);

        RemixScore score = RemixScore.of(input, input, folder, Map.of("vocals", new Gain(0)));

        assertThat(score.minSdrDb()).isNotNaN().isGreaterThan(60);
    }

    @Test
    void aRemixOfAnotherRateIsNoRemix() throws IOException {
        writeSong();
        Path other = folder.resolve("other.wav");
        Recording.read(folder.resolve("mixture.wav")).atRate(48_000).write(other, AudioEncoding.WAV_16);

        assertThatThrownBy(() -> RemixScore.of(folder.resolve("mixture.wav"), other, folder, VOCALS_DOWN))
                .hasMessageContaining("48000 Hz")
                .hasMessageContaining("44100 Hz");
    }

    private void writeSong() throws IOException {
        write("mixture.wav", sum(vocals, 1, drums), AudioEncoding.WAV_24);
        write("vocals.wav", vocals, AudioEncoding.WAV_24);
    }

    private Path write(String name, double[][] samples, AudioEncoding as) throws IOException {
        Path file = folder.resolve(name);
        new Recording(44_100, samples).write(file, as);
        return file;
    }

    private static double[][] sum(double[][] a, double gain, double[][] b) {
        double[][] sum = new double[a.length][FRAMES];
        for (int c = 0; c < a.length; c++) {
            for (int i = 0; i < FRAMES; i++) {
                sum[c][i] = (float) (gain * a[c][i] + b[c][i]);
            }
        }
        return sum;
    }

    /** Without the highest frequencies, which resampling takes away. */
    private static double[][] noise(long seed) {
        Random random = new Random(seed);
        double[][] noise = new double[2][FRAMES];
        for (double[] channel : noise) {
            for (int i = 4; i < FRAMES; i++) {
                double next = random.nextGaussian() * 0.05;
                for (int j = 0; j < 5; j++) {
                    channel[i - j] += (float) (next * (j % 4 == 0 ? 0.25 : j == 2 ? 1.5 : 1));
                }
            }
        }
        return noise;
    }
}
