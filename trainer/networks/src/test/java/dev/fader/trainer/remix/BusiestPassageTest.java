package dev.fader.trainer.remix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.trainer.audio.AudioEncoding;
import dev.fader.trainer.audio.AudioLimits;
import dev.fader.trainer.audio.AudioOutput;
import dev.fader.trainer.audio.AudioReader;
import dev.fader.trainer.audio.AudioWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BusiestPassageTest {

    private static final int RATE = 8_000;

    @TempDir
    Path folder;

    @Test
    void theLoudPartOfAFileIsItsBusiest() throws IOException {
        Path file = file(20, i -> (i >= 12 * RATE && i < 16 * RATE ? 0.5 : 0.05) * Math.sin(i * 0.3));

        BusiestPassage passage = find(file, 4);

        assertThat(passage.startFrame()).isBetween(11L * RATE, 13L * RATE);
        assertThat(passage.frames()).isEqualTo(4 * RATE);
    }

    @Test
    void beatsAreBusierThanAToneOfTheSameLevel() throws IOException {
        Path file = file(20, i -> i < 10 * RATE ? 0.3 * Math.sin(i * 0.3) : beat(i));

        assertThat(find(file, 5).startFrame()).isGreaterThanOrEqualTo(9 * RATE);
    }

    @Test
    void aShortFileIsAPassageAsAWhole() throws IOException {
        assertThat(find(file(3, i -> 0.1 * Math.sin(i * 0.3)), 30)).isEqualTo(new BusiestPassage(0, 3 * RATE));
    }

    @Test
    void aPassageIsReadAsIfItWereAFile() throws IOException {
        Path file = file(3, i -> i / (3.0 * RATE));
        double[][] block = new double[1][3 * RATE];

        try (Passage passage = new Passage(AudioReader.open(file, AudioLimits.DEFAULT), RATE, 100)) {
            int count = passage.read(block, 0, 3 * RATE);

            assertThat(count).isEqualTo(100);
            assertThat(block[0][0]).isEqualTo(Math.rint(0x1p23 / 3) * 0x1p-23);
            assertThat(passage.read(block, 0, 10)).isEqualTo(-1);
            assertThat(passage.format().declaredFrames()).isEqualTo(100);
        }
    }

    private static double beat(int i) {
        double phase = i % (RATE / 2) / (double) RATE;
        return 0.6 * Math.exp(-8 * phase) * Math.sin(i * 0.3);
    }

    private static BusiestPassage find(Path file, double seconds) throws IOException {
        try (AudioReader reader = AudioReader.open(file, AudioLimits.DEFAULT)) {
            return BusiestPassage.find(reader, seconds, () -> {});
        }
    }

    private Path file(int seconds, IntToDoubleFunction sample) throws IOException {
        Path file = folder.resolve("file.wav");
        double[][] planar = new double[1][seconds * RATE];
        for (int i = 0; i < planar[0].length; i++) {
            planar[0][i] = sample.applyAsDouble(i);
        }
        try (AudioWriter writer = AudioWriter.create(file, AudioOutput.of(AudioEncoding.WAV_24, RATE, 1))) {
            writer.write(planar, 0, planar[0].length);
            writer.finish();
        }
        return file;
    }
}
