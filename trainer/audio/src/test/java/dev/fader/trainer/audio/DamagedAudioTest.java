package dev.fader.trainer.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fader.trainer.audio.AudioException.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DamagedAudioTest {

    @TempDir
    Path folder;

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("bad"), bytes);
    }

    private static byte[] encoded(Path folder, AudioEncoding encoding) throws IOException {
        Path file = folder.resolve("good");
        Signals.write(file, AudioOutput.of(encoding, 44_100, 2), Signals.music(44_100, 2, 100_000, 16));
        return Files.readAllBytes(file);
    }

    private Reason refusal(byte[] bytes) throws IOException {
        return refusal(bytes, AudioLimits.DEFAULT);
    }

    private Reason refusal(byte[] bytes, AudioLimits limits) throws IOException {
        Path file = file(bytes);
        AudioException refused = catchThrowableOfType(AudioException.class, () -> {
            try (AudioReader reader = AudioReader.open(file, limits)) {
                Signals.readAll(reader);
            }
        });
        assertThat(refused).as("a refusal").isNotNull().hasMessageContaining("bad");
        return refused.reason();
    }

    @Test
    void aFileWithoutBytesIsEmpty() throws IOException {
        assertThat(refusal(new byte[0])).isEqualTo(Reason.EMPTY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello, this is not audio\n",
                "<html><body>404</body></html>",
                "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile:///etc/passwd\n",
                "ffconcat version 1.0\nfile '/etc/passwd'\n"
            })
    void textIsNotAudio(String text) throws IOException {
        assertThat(refusal(text.repeat(500).getBytes(StandardCharsets.UTF_8))).isEqualTo(Reason.NOT_AUDIO);
        assertThat(refusal(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(Reason.NOT_AUDIO);
    }

    @Test
    void whatElseHasChunksIsNotACutWavFile() throws IOException {
        for (String kind : new String[] {"RIFF....AVI LIST", "RIFF....WEBPVP8 ", "FORM....ILBMBMHD"}) {
            byte[] other = Arrays.copyOf(kind.getBytes(StandardCharsets.US_ASCII), 4_000);
            assertThat(refusal(other)).as(kind).isEqualTo(Reason.NOT_AUDIO);
        }
    }

    @Test
    void noiseIsNotAudio() throws IOException {
        byte[] noise = new byte[200_000];
        new Random(1).nextBytes(noise);

        assertThat(refusal(noise)).isIn(Reason.NOT_AUDIO, Reason.DECODE_ERRORS, Reason.CHANGES_FORMAT);
    }

    @ParameterizedTest
    @EnumSource(AudioEncoding.class)
    void aFileThatWasCutIsTruncatedWhereverTheCut(AudioEncoding encoding) throws IOException {
        byte[] good = encoded(folder, encoding);

        for (double share : new double[] {0.99, 0.7, 0.5, 0.1}) {
            assertThat(refusal(Arrays.copyOf(good, (int) (good.length * share))))
                    .as("cut at %s", share)
                    .isIn(Reason.TRUNCATED, Reason.DECODE_ERRORS, Reason.NOT_AUDIO);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = AudioEncoding.class,
            mode = EnumSource.Mode.MATCH_NONE,
            names = {"WAV_.*", "AIFF_.*"})
    void noiseInTheMiddleIsNotTakenForMusic(AudioEncoding encoding) throws IOException {
        byte[] bytes = encoded(folder, encoding);
        Random random = new Random(2);
        for (int i = bytes.length / 2; i < bytes.length * 3 / 4; i++) {
            bytes[i] = (byte) random.nextInt();
        }

        assertThat(refusal(bytes))
                .isIn(Reason.DECODE_ERRORS, Reason.TRUNCATED, Reason.NOT_FINITE, Reason.CHANGES_FORMAT);
    }

    @Test
    void oneFlippedBitOfAFlacFileIsFound() throws IOException {
        byte[] bytes = encoded(folder, AudioEncoding.FLAC_16);
        bytes[bytes.length / 2] ^= 4;

        assertThat(refusal(bytes)).isIn(Reason.DECODE_ERRORS, Reason.TRUNCATED);
    }

    @Test
    void aFileThatWasNeverFinishedIsRefused() throws IOException {
        for (AudioEncoding encoding : AudioEncoding.values()) {
            Path file = folder.resolve("unfinished");
            try (AudioWriter writer = AudioWriter.create(file, AudioOutput.of(encoding, 44_100, 2))) {
                writer.write(Signals.music(44_100, 2, 60_000, 16), 0, 60_000);
            }
            assertThatCode(() -> Signals.read(file))
                    .as("unfinished %s", encoding)
                    .isInstanceOf(AudioException.class);
        }
    }

    @Test
    void aSampleThatIsNotANumberIsRefused() throws IOException {
        ByteBuffer samples = ByteBuffer.allocate(8 * 1000).order(ByteOrder.LITTLE_ENDIAN);
        samples.putFloat(4 * 777, Float.NaN);

        assertThat(refusal(RawFiles.wav(3, 2, 44_100, 32, samples.capacity(), samples.array())))
                .isEqualTo(Reason.NOT_FINITE);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 2, 44100, 0, EMPTY",
        "1, 2, 44100, 2000000000, TRUNCATED",
        "1, 64, 44100, 4000, LIMIT_CHANNELS",
        "1, 2, 1, 4000, LIMIT_RATE",
        "1, 2, 2147483647, 4000, LIMIT_RATE",
        "1, 2, 0, 4000, NOT_AUDIO",
        "1, 0, 44100, 4000, LIMIT_CHANNELS",
    })
    void headersThatClaimTheImpossibleAreRefused(int tag, int channels, int rate, int dataBytes, Reason reason)
            throws IOException {
        byte[] samples = new byte[Math.min(dataBytes, 4000)];

        assertThat(refusal(RawFiles.wav(tag, channels, rate, 16, dataBytes, samples)))
                .isEqualTo(reason);
    }

    @Test
    void aWavStreamOfUnknownLengthIsReadToItsEnd() throws IOException {
        byte[] samples = new byte[4 * 30_000];
        new Random(3).nextBytes(samples);

        double[][] read = Signals.read(file(RawFiles.wav(1, 2, 44_100, 16, -1, samples)));

        assertThat(read[0]).hasSize(30_000);
    }

    @Test
    void aRecordingLongerThanTheLimitIsRefusedBeforeItIsDecoded() throws IOException {
        byte[] bytes = encoded(folder, AudioEncoding.FLAC_16);
        AudioLimits limits = new AudioLimits(4_000, 384_000, 8, Duration.ofSeconds(2));

        assertThat(refusal(bytes, limits)).isEqualTo(Reason.LIMIT_DURATION);
    }

    @Test
    void aFailingChannelIsNotTakenForTheEnd() throws IOException {
        Path file = file(encoded(folder, AudioEncoding.WAV_16));
        try (FailingChannel channel = new FailingChannel(Files.newByteChannel(file), 200_000)) {
            AudioException refused = catchThrowableOfType(AudioException.class, () -> {
                try (AudioReader reader = AudioReader.open(channel, "a stream", AudioLimits.DEFAULT)) {
                    Signals.readAll(reader);
                }
            });
            assertThat(refused.reason()).isEqualTo(Reason.IO);
            assertThat(refused).hasMessageContaining("the line is dead");
        }
    }
}
