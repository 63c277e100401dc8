package dev.fader.trainer.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WavFileTest {

    @TempDir
    Path folder;

    @Test
    void whatIsWrittenInBlocksIsReadBackAtAnyPosition() throws IOException {
        int[][] samples = random(2, 20_001);
        Path file = write(samples);

        try (WavFile wav = WavFile.open(file)) {
            assertThat(wav.frames()).isEqualTo(20_001);
            assertThat(wav.sampleRateHz()).isEqualTo(48_000);
            assertThat(wav.encoding()).isEqualTo(WavFile.Encoding.PCM_24);
            float[][] segment = new float[2][12_003];
            assertThat(wav.read(7_001, segment, 3, 12_000)).isEqualTo(12_000);
            for (int c = 0; c < 2; c++) {
                assertThat(segment[c][2]).isZero();
                for (int i = 0; i < 12_000; i++) {
                    assertThat(segment[c][3 + i]).isEqualTo(samples[c][7_001 + i] * 0x1p-23f);
                }
            }
            assertThat(wav.read(20_000, segment, 0, 100)).isEqualTo(1);
        }
    }

    @Test
    void anOddNumberOfBytesIsPadded() throws IOException {
        Path file = write(random(1, 3));

        assertThat(Files.size(file)).isEqualTo(44 + 9 + 1);
        try (WavFile wav = WavFile.open(file)) {
            assertThat(wav.frames()).isEqualTo(3);
        }
    }

    @Test
    void aCutFileIsRefused() throws IOException {
        Path file = write(random(2, 1000));
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 3000));

        assertThatThrownBy(() -> WavFile.open(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is cut");
    }

    @Test
    void aTextFileIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("text.wav"), "not a sound, only words about it");

        assertThatThrownBy(() -> WavFile.open(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not a WAV file");
    }

    private Path write(int[][] samples) throws IOException {
        Path file = folder.resolve("a.wav");
        try (Wav24Writer writer = new Wav24Writer(file, 48_000, samples.length)) {
            int half = samples[0].length / 2;
            writer.write(samples, 0, half);
            writer.write(samples, half, samples[0].length - half);
        }
        return file;
    }

    private static int[][] random(int channels, int frames) {
        Random random = new Random(7);
        int[][] samples = new int[channels][frames];
        for (int[] channel : samples) {
            for (int i = 0; i < frames; i++) {
                channel[i] = random.nextInt(1 << 24) - (1 << 23);
            }
        }
        return samples;
    }
}
