package dev.fader.trainer.audio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.trainer.tags.Carried;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DitherTest {

    private static final int FRAMES = 40_000;

    @TempDir
    Path folder;

    private double[][] written(AudioEncoding encoding, double[][] sound) throws IOException {
        Path file = folder.resolve("a");
        Signals.write(
                file,
                new AudioOutput(
                        encoding,
                        44_100,
                        sound.length,
                        "",
                        AudioOutput.Rates.USUAL,
                        Quantization.dithered(3),
                        Carried.NOTHING),
                sound);
        return Signals.read(file);
    }

    @ParameterizedTest
    @EnumSource(
            value = AudioEncoding.class,
            names = {"WAV_8", "WAV_16", "AIFF_8", "AIFF_16", "FLAC_16", "ALAC_16", "WAV_24"})
    void digitalSilenceStaysSilenceWhereverItBegins(AudioEncoding encoding) throws IOException {
        double[][] sound = Signals.music(44_100, 2, FRAMES, 24);
        for (double[] channel : sound) {
            Arrays.fill(channel, 1_234, 21_111, 0);
            Arrays.fill(channel, 30_000, 30_100, 0);
        }

        double[][] back = written(encoding, sound);

        for (double[] channel : back) {
            assertThat(Arrays.copyOfRange(channel, 1_234, 21_111)).containsOnly(0);
            assertThat(Arrays.copyOfRange(channel, 30_000, 30_100)).containsOnly(0);
        }
        assertThat(written(encoding, new double[2][FRAMES])).isDeepEqualTo(new double[2][FRAMES]);
    }

    @ParameterizedTest
    @EnumSource(
            value = AudioEncoding.class,
            names = {"WAV_8", "WAV_16", "AIFF_16", "FLAC_16", "ALAC_16"})
    void equalChannelsStayEqual(AudioEncoding encoding) throws IOException {
        double[] one = Signals.music(44_100, 1, FRAMES, 24)[0];

        double[][] back = written(encoding, new double[][] {one, one.clone()});

        assertThat(back[0]).isEqualTo(back[1]);
    }

    @Test
    void channelsThatDifferHaveNoiseOfTheirOwn() throws IOException {
        double[][] quiet = new double[2][FRAMES];
        Arrays.fill(quiet[0], 0.30 / 32_768);
        Arrays.fill(quiet[1], 0.31 / 32_768);

        double[][] back = written(AudioEncoding.WAV_16, quiet);

        double together = 0;
        for (int i = 0; i < FRAMES; i++) {
            together += back[0][i] == back[1][i] ? 1.0 / FRAMES : 0;
        }
        assertThat(together).isBetween(0.3, 0.6);
    }

    @Test
    void aSignalThatPassesThroughZeroIsDitheredThere() throws IOException {
        double[][] square = new double[1][FRAMES];
        for (int i = 0; i < FRAMES; i++) {
            square[0][i] = i % 20 < 10 ? 0 : 0.4 / 32_768;
        }

        double[] back = written(AudioEncoding.WAV_16, square)[0];

        long noisy = 0;
        for (int i = 100; i < FRAMES - 100; i++) {
            noisy += i % 20 < 10 && back[i] != 0 ? 1 : 0;
        }
        assertThat(noisy).isGreaterThan(1_000);
    }
}
