package dev.fader.trainer.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fader.schemas.remix.OutputFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files as other programs write them, to the sample; what they are is in the README beside them. */
class OddFilesTest {

    @TempDir
    Path folder;

    private record Read(AudioFormat format, double[][] samples, List<String> remarks) {}

    private static Read read(Path file) throws IOException {
        try (AudioReader reader = AudioReader.open(file, AudioLimits.DEFAULT)) {
            double[][] samples = Signals.readAll(reader);
            return new Read(reader.format(), samples, reader.remarks());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "chained.opus, 76800, stereo, chained of 2 files",
        "one-page.ogg, 22050, stereo, ''",
        "itunsmpb.m4a, 44100, stereo, ''",
        "pipe-sox.wav, 17640, stereo, 2147479552 bytes of samples",
        "pipe-arecord.wav, 17640, stereo, 2147483648 bytes of samples",
        "six-zero.wav, 12800, 6.0, ''",
        "two-one.wav, 12800, 2.1, ''",
        "second-is-default.m4a, 26460, stereo, 'stream 1 (alac, 2 channels, deu) was left out: stream 2 is the default'",
        "late-start.opus, 48000, stereo, ''",
        "opus.mp4, 48000, stereo, ''",
        "id3v1-behind.flac, 22050, stereo, a tag (ID3v1)",
        "zeros-behind.mp3, 22050, stereo, 20000 zero bytes",
        "no-mask.wav, 17640, 4 channels, ''",
        "24-in-32.wav, 17640, stereo, ''",
        "50ms.wav, 2205, stereo, ''",
        "quiet.wav, 22050, stereo, ''",
        "sides.wav, 12800, 5.1(side), ''",
    })
    void everyFrameIsThereAndWhatIsOddIsNamed(String name, int frames, String layout, String remark)
            throws IOException {
        Read read = read(OddFiles.in(folder, name));

        assertThat(read.samples()[0]).hasSize(frames);
        assertThat(read.format().channelLayout()).isEqualTo(layout);
        boolean known = !name.startsWith("pipe");
        assertThat(read.format().declaredFrames()).isEqualTo(known ? frames : -1);
        assertThat(read.format().estimatedSeconds())
                .isCloseTo((double) frames / read.format().sampleRateHz(), within(1e-9));
        if (remark.isEmpty()) {
            assertThat(read.remarks()).isEmpty();
        } else {
            assertThat(read.remarks()).singleElement().asString().contains(remark);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "late-start.opus, 0",
        "opus.mp4, 0",
        "second-is-default.m4a, 1",
        "six-zero.wav, 0",
        "no-mask.wav, 0",
        "pipe-sox.wav, 0",
        "id3v1-behind.flac, 0",
        "zeros-behind.mp3, 0",
        "itunsmpb.m4a, 0",
        // FFmpeg takes the first block from it twice, once in front and once behind
        "one-page.ogg, 0"
    })
    void theSamplesAreThoseOfFfmpegItself(String name, int stream) throws IOException {
        Path file = OddFiles.in(folder, name);
        double[][] peer = PeerDecoder.read(file, stream);

        double[][] ours = read(file).samples();

        int same = Math.min(ours[0].length, peer[0].length);
        assertThat(same).isGreaterThan(ours[0].length - 200);
        for (int c = 0; c < ours.length; c++) {
            assertThat(Arrays.copyOf(ours[c], same)).isEqualTo(Arrays.copyOf(peer[c], same));
        }
    }

    @Test
    void chainedFilesAreWhatEachOfThemIsAlone() throws IOException {
        byte[] chained = OddFiles.bytes("chained.opus");
        int second = new String(chained, StandardCharsets.ISO_8859_1).lastIndexOf("OpusHead") - 28;
        Path one = Files.write(folder.resolve("one"), Arrays.copyOf(chained, second));
        Path two = Files.write(folder.resolve("two"), Arrays.copyOfRange(chained, second, chained.length));
        double[][] first = PeerDecoder.read(one, 0);
        double[][] other = PeerDecoder.read(two, 0);

        double[][] ours = read(OddFiles.in(folder, "chained.opus")).samples();

        for (int c = 0; c < 2; c++) {
            assertThat(Arrays.copyOf(ours[c], 48_000)).isEqualTo(first[c]);
            assertThat(Arrays.copyOfRange(ours[c], 48_000, 76_800)).isEqualTo(other[c]);
        }
    }

    @Test
    void twentyFourBitsInThirtyTwoAreReadAsTheyAreAndWrittenTheSame() throws IOException {
        byte[] file = OddFiles.bytes("24-in-32.wav");
        Read read = read(OddFiles.in(folder, "24-in-32.wav"));
        assertThat(read.format().bits()).isEqualTo(24);

        Path copy = copy(read, OutputFormat.SAME);

        byte[] written = Files.readAllBytes(copy);
        assertThat(chunk(written, "fmt ", 40)).isEqualTo(chunk(file, "fmt ", 40));
        assertThat(chunk(written, "data", 17_640 * 8)).isEqualTo(chunk(file, "data", 17_640 * 8));
        assertThat(read(copy).samples()).isDeepEqualTo(read.samples());
    }

    @Test
    void aMaskOfNoSpeakersStaysOne() throws IOException {
        Read read = read(OddFiles.in(folder, "no-mask.wav"));

        byte[] written = Files.readAllBytes(copy(read, OutputFormat.SAME));

        assertThat(chunk(written, "fmt ", 40)).isEqualTo(chunk(OddFiles.bytes("no-mask.wav"), "fmt ", 40));
        assertThat(read(copy(read, OutputFormat.FLAC)).format().channelLayout()).isEqualTo("4 channels");
    }

    @Test
    void fiveOneWithItsSurroundsAtTheSidesBecomesOpusOfFiveOne() throws IOException {
        Read read = read(OddFiles.in(folder, "sides.wav"));

        Read opus = read(copy(read, OutputFormat.OPUS));

        assertThat(opus.format().channelLayout()).isEqualTo("5.1");
        assertThat(opus.samples()).hasDimensions(6, 3 * 12_800);
    }

    private static byte[] chunk(byte[] wav, String id, int length) {
        int at = new String(wav, StandardCharsets.ISO_8859_1).indexOf(id) + 8;
        return Arrays.copyOfRange(wav, at, at + length);
    }

    private Path copy(Read read, OutputFormat format) throws IOException {
        Path copy = folder.resolve("copy");
        Signals.write(copy, AudioOutput.of(format, read.format(), Quantization.exact()), read.samples());
        return copy;
    }

    @ParameterizedTest
    @CsvSource({"six-zero.wav, -24.12", "two-one.wav, -21.29", "50ms.wav,", "quiet.wav,"})
    void loudnessIsMeasuredByPlaceOrNotAtAll(String name, Double lufs) throws IOException {
        Read read = read(OddFiles.in(folder, name));
        AudioFormat format = read.format();
        LoudnessMeter meter = new LoudnessMeter(format.sampleRateHz(), format.channels(), format.channelLayout());
        meter.add(read.samples(), 0, read.samples()[0].length);

        if (lufs == null) {
            assertThat(meter.result().integratedLufs()).isNull();
            assertThat(meter.result().rangeLu()).isNull();
            assertThat(meter.unmeasurable())
                    .contains(
                            name.startsWith("quiet")
                                    ? LoudnessMeter.Unmeasurable.TOO_QUIET
                                    : LoudnessMeter.Unmeasurable.TOO_SHORT);
        } else {
            assertThat(meter.result().integratedLufs()).isCloseTo(lufs, within(0.01));
            assertThat(meter.unmeasurable()).isEmpty();
        }
    }
}
