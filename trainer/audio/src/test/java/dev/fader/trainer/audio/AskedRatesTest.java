package dev.fader.trainer.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fader.schemas.remix.OutputFormat;
import dev.fader.trainer.tags.Carried;
import dev.fader.trainer.tags.Field;
import dev.fader.trainer.tags.Place;
import dev.fader.trainer.tags.Text;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bit rates and sample rates that are asked for. */
class AskedRatesTest {

    private static final int RATE = 44_100;
    private static final int SECONDS = 4;

    @TempDir
    Path folder;

    private AudioFormat input(int rate, int channels, Carried carried) throws IOException {
        Path file = folder.resolve("in.wav");
        Signals.write(
                file,
                AudioOutput.of(AudioEncoding.WAV_24, rate, channels).carrying(carried),
                Signals.music(rate, channels, SECONDS * rate, 24));
        try (AudioReader reader = AudioReader.open(file, AudioLimits.DEFAULT)) {
            return reader.format();
        }
    }

    private Path written(String format, AudioFormat input) throws IOException {
        Path file = folder.resolve("out");
        Signals.write(
                file,
                AudioOutput.of(OutputFormat.parse(format), input, Quantization.exact()),
                Signals.read(folder.resolve("in.wav")));
        return file;
    }

    @ParameterizedTest
    @CsvSource({
        "mp3@320, 2, 320, 2",
        "mp3@192, 2, 192, 2",
        "mp3@64, 1, 64, 2",
        "mp3@48/22050, 2, 48, 3",
        "mp3@16/8000, 1, 16, 8",
        "aac@192, 2, 192, 15",
        "aac@96, 1, 96, 15",
        "opus@160, 2, 160, 20",
        "opus@48, 1, 48, 20"
    })
    void aFileHasTheBitRateThatWasAskedFor(String format, int channels, int kilobits, int percent) throws IOException {
        Path file = written(format, input(RATE, channels, Carried.NOTHING));

        assertThat(Files.size(file) * 8.0 / SECONDS / 1000).isCloseTo(kilobits, Percentage.withPercentage(percent));
    }

    @ParameterizedTest
    @CsvSource({
        "flac/48000, 44100, 48000, 60", "wav/44100, 48000, 44100, 60", "same/96000, 44100, 96000, 60",
        "wav/22050, 44100, 22050, 45", "mp3@320/48000, 192000, 48000, 30", "aac@256/44100, 192000, 44100, 25"
    })
    void aSoundIsResampledToTheRateThatWasAskedFor(String format, int rate, int asked, double db) throws IOException {
        Path file = written(format, input(rate, 2, Carried.NOTHING));

        try (AudioReader reader = AudioReader.open(file, AudioLimits.DEFAULT)) {
            double[][] back = Signals.readAll(reader);
            assertThat(reader.format().sampleRateHz()).isEqualTo(asked);
            assertThat(back).hasDimensions(2, SECONDS * asked);
            // the tones without the noise, which a lower rate has less of
            double[] tones = new double[back[0].length];
            for (int i = 0; i < tones.length; i++) {
                double t = (double) i / asked;
                tones[i] = 0.4 * Math.sin(2 * Math.PI * 220 * t) + 0.2 * Math.sin(2 * Math.PI * 1300 * t);
            }
            assertThat(Signals.snr(tones, back[0], 4000)).isNotNaN().isGreaterThan(Math.min(db, 20));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mp3@320/22050 | 2 | MP3 of 2 channels at 22050 Hz has no 320 kbit/s: choose one of [8, 16, 24, 32,",
                "mp3@8 | 2 | MP3 of 2 channels at 44100 Hz has no 8 kbit/s: choose one of [32, 40,",
                "aac@512 | 1 | AAC of 1 channels at 44100 Hz has no 512 kbit/s: choose at most 264",
                "opus@320 | 1 | OPUS of 1 channels at 48000 Hz has no 320 kbit/s: choose at most 256",
                "mp3 | 6 | MP3 cannot hold 6 channels (5.1) at 44100 Hz: choose WAV or FLAC"
            })
    void whatAnEncoderWouldReplaceIsRefusedBeforeAndInTheRun(String format, int channels, String reason)
            throws IOException {
        AudioOutput output = AudioOutput.of(
                OutputFormat.parse(format), input(RATE, channels, Carried.NOTHING), Quantization.exact());

        assertThatThrownBy(output::check).hasMessageStartingWith(reason);
        assertThatThrownBy(() -> AudioWriter.create(folder.resolve("out"), output))
                .hasMessageStartingWith(reason);
    }

    @Test
    void aRateThatIsInTheWayNamesTheWayOut() throws IOException {
        AudioFormat input = input(192_000, 2, Carried.NOTHING);

        assertThatThrownBy(AudioOutput.of(OutputFormat.MP3, input, Quantization.exact())::check)
                .hasMessage("MP3 cannot hold 2 channels (stereo) at 192000 Hz: choose WAV or FLAC,"
                        + " or a sample rate that it has, with /48000 after the format");
        AudioOutput.of(OutputFormat.parse("mp3/48000"), input, Quantization.exact())
                .check();
    }

    @Test
    void whatCountsSamplesCountsThoseOfTheNewRate() throws IOException {
        ByteBuffer cue = little(28).putInt(1).putInt(7).putInt(RATE);
        cue.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(0).putInt(0).putInt(2 * RATE);
        ByteBuffer labels = little(4 + 8 + 20).put("adtlltxt".getBytes(StandardCharsets.US_ASCII));
        labels.putInt(20).putInt(7).putInt(RATE / 2);
        Carried carried = Carried.of(Text.of("description", "Take 5"), Text.of("time_reference", "441000"))
                .plus(new Field(Place.RIFF, "cue ", cue.array()))
                .plus(new Field(Place.RIFF, "LIST", labels.array()))
                .plus(new Field(Place.RIFF, "smpl", new byte[36]));

        try (AudioReader reader =
                AudioReader.open(written("wav/48000", input(RATE, 1, carried)), AudioLimits.DEFAULT)) {
            Carried back = reader.format().carried();

            assertThat(back.values("time_reference")).containsExactly("480000");
            ByteBuffer points = chunk(back, "cue ");
            assertThat(points.getInt(4)).isEqualTo(7);
            assertThat(points.getInt(8)).isEqualTo(48_000);
            assertThat(points.getInt(24)).isEqualTo(96_000);
            assertThat(chunk(back, "LIST").getInt(16)).isEqualTo(24_000);
            assertThat(back.fields()).extracting(Field::id).doesNotContain("smpl");
        }
    }

    @Test
    void whatIsLeftOutSinceItCountsSamplesIsTold() throws IOException {
        Carried carried = Carried.NOTHING
                .plus(new Field(Place.RIFF, "smpl", new byte[36]))
                .plus(new Field(Place.RIFF, "cue ", new byte[] {9, 0, 0, (byte) 0x80}));
        AudioOutput output =
                AudioOutput.of(OutputFormat.parse("same/48000"), input(RATE, 1, carried), Quantization.exact());

        try (AudioWriter writer = AudioWriter.create(folder.resolve("out"), output)) {
            assertThat(writer.remarks())
                    .containsExactly(
                            "its smpl counts samples at 44100 Hz and is left out",
                            "its cue is cut short and is left out, since it counts samples at 44100 Hz");
        }
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static ByteBuffer chunk(Carried carried, String id) {
        return carried.fields().stream()
                .filter(field -> field.id().equals(id))
                .findFirst()
                .map(field -> ByteBuffer.wrap(field.bytes()).order(ByteOrder.LITTLE_ENDIAN))
                .orElseThrow();
    }
}
