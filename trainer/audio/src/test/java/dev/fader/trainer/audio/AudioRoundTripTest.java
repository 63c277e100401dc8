package dev.fader.trainer.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fader.trainer.audio.AudioException.Reason;
import dev.fader.trainer.tags.Carried;
import dev.fader.trainer.tags.Text;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AudioRoundTripTest {

    private static final int FRAMES = 50_003;

    @TempDir
    Path folder;

    private Path file(AudioEncoding encoding) {
        return folder.resolve("a." + encoding.extension());
    }

    @ParameterizedTest
    @EnumSource(
            value = AudioEncoding.class,
            names = {"MP3", "AAC", "OPUS"})
    void aLossyEncodingSoundsLikeItsInput(AudioEncoding encoding) throws IOException {
        double[][] music = Signals.music(48_000, 2, FRAMES, 16);

        Signals.write(file(encoding), AudioOutput.of(encoding, 48_000, 2), music);

        double[][] back = Signals.read(file(encoding));
        for (int c = 0; c < 2; c++) {
            assertThat(Signals.snr(music[c], back[c], 5_000)).isNotNaN().isGreaterThan(12);
        }
    }

    @ParameterizedTest
    @EnumSource(AudioEncoding.class)
    void theFormatTellsWhatWasWritten(AudioEncoding encoding) throws IOException {
        Path file = file(encoding);
        AudioOutput output = new AudioOutput(
                encoding,
                48_000,
                2,
                "stereo",
                AudioOutput.Rates.USUAL,
                Quantization.exact(),
                Carried.of(Text.of("title", "Grüße"), Text.of("artist", "Nobody")));

        Signals.write(file, output, Signals.music(48_000, 2, 20_000, 16));

        try (AudioReader reader = AudioReader.open(file, AudioLimits.DEFAULT)) {
            AudioFormat format = reader.format();
            assertThat(format.sampleRateHz()).isEqualTo(48_000);
            assertThat(format.channelLayout()).isEqualTo("stereo");
            assertThat(format.bits()).isEqualTo(encoding.bits());
            assertThat(format.floating()).isEqualTo(encoding.floating());
            assertThat(format.carried().texts()).isEqualTo(output.carried().texts());
            assertThat(format.declaredFrames()).isEqualTo(20_000);
            assertThat(format.estimatedSeconds()).isBetween(0.40, 0.50);
        }
    }

    @ParameterizedTest
    @EnumSource(AudioEncoding.class)
    void theSameSamplesGiveTheSameBytes(AudioEncoding encoding) throws IOException {
        double[][] music = Signals.music(44_100, 2, 30_000, 24);
        AudioOutput output = new AudioOutput(
                encoding,
                44_100,
                2,
                "",
                AudioOutput.Rates.USUAL,
                Quantization.dithered(9),
                Carried.of(Text.of("title", "Same")));

        Signals.write(folder.resolve("one"), output, music);
        Signals.write(folder.resolve("two"), output, music);

        assertThat(Files.mismatch(folder.resolve("one"), folder.resolve("two"))).isEqualTo(-1);
    }

    @Test
    void ditherIsNoiseOfTwoStepsAndExactIsNone() throws IOException {
        double[][] quiet = new double[1][40_000];
        java.util.Arrays.fill(quiet[0], 0.4f / 32_768);
        Path file = folder.resolve("a.wav");

        Signals.write(file, AudioOutput.of(AudioEncoding.WAV_16, 44_100, 1), quiet);
        assertThat(Signals.read(file)[0]).containsOnly(0.0);

        Signals.write(
                file,
                new AudioOutput(
                        AudioEncoding.WAV_16,
                        44_100,
                        1,
                        "",
                        AudioOutput.Rates.USUAL,
                        Quantization.dithered(1),
                        Carried.NOTHING),
                quiet);
        double mean = 0;
        for (double sample : Signals.read(file)[0]) {
            assertThat(Math.abs(sample)).isLessThanOrEqualTo(2.0 / 32_768);
            mean += sample * 32_768 / 40_000;
        }
        assertThat(mean).isBetween(0.38, 0.42);
    }

    @Test
    void samplesBeyondFullScaleAreLimitedAndCounted() throws IOException {
        double[][] loud = {{1.5f, -1.5f, 0.5f, 1.0f}};
        Path file = folder.resolve("a.wav");

        try (AudioWriter writer = AudioWriter.create(file, AudioOutput.of(AudioEncoding.WAV_16, 44_100, 1))) {
            writer.write(loud, 0, 4);
            writer.finish();
            assertThat(writer.clippedSamples()).isEqualTo(3);
        }
        assertThat(Signals.read(file)[0]).containsExactly(32_767 / 32_768f, -1f, 0.5f, 32_767 / 32_768f);
    }

    @Test
    void aChannelIsReadAndWrittenLikeAFile() throws IOException {
        double[][] music = Signals.music(44_100, 2, 30_000, 24);
        Path file = folder.resolve("a.flac");
        try (var channel = Files.newByteChannel(
                        file, java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.WRITE);
                AudioWriter writer = AudioWriter.create(channel, AudioOutput.of(AudioEncoding.FLAC_24, 44_100, 2))) {
            writer.write(music, 0, 30_000);
            writer.finish();
        }

        try (var channel = Files.newByteChannel(file);
                AudioReader reader = AudioReader.open(channel, "an upload", AudioLimits.DEFAULT)) {
            assertThat(Signals.readAll(reader)).isDeepEqualTo(music);
        }
    }

    @Test
    void aiffIsReadExactly() throws IOException {
        Path file = Files.write(folder.resolve("a.aiff"), aiff(new short[] {0, 1, -1, 32_767, -32_768, 1234}));

        assertThat(Signals.read(file)[0])
                .containsExactly(0, 0x1p-15f, -0x1p-15f, 32_767 * 0x1p-15f, -1f, 1234 * 0x1p-15f);
    }

    static byte[] aiff(short[] samples) {
        ByteBuffer bytes = ByteBuffer.allocate(12 + 26 + 16 + 2 * samples.length);
        bytes.put("FORM".getBytes(StandardCharsets.US_ASCII)).putInt(bytes.capacity() - 8);
        bytes.put("AIFFCOMM".getBytes(StandardCharsets.US_ASCII)).putInt(18);
        bytes.putShort((short) 1).putInt(samples.length).putShort((short) 16);
        // 44 100 as an 80-bit float
        bytes.putShort((short) 0x400e).putLong(0xac44_0000_0000_0000L);
        bytes.put("SSND".getBytes(StandardCharsets.US_ASCII)).putInt(8 + 2 * samples.length);
        bytes.putLong(0);
        for (short sample : samples) {
            bytes.putShort(sample);
        }
        return bytes.array();
    }

    @Test
    void whatAnEncodingCannotHoldIsRefused() {
        assertThatThrownBy(
                        () -> AudioWriter.create(folder.resolve("a.mp3"), AudioOutput.of(AudioEncoding.MP3, 96_000, 2)))
                .isInstanceOfSatisfying(
                        AudioException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NOT_ENCODABLE))
                .hasMessageContaining("choose WAV or FLAC");
    }
}
