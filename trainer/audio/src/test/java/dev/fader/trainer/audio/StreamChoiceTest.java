package dev.fader.trainer.audio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.trainer.tags.Carried;
import dev.fader.trainer.tags.Picture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamChoiceTest {

    private static final int RATE = 44_100;

    @TempDir
    Path folder;

    /** Three tracks of one, two and one channels, of which one is enabled. */
    private Path tracks(int enabled) throws IOException {
        Path file = folder.resolve("tracks.mp4");
        StemMp4.write(
                file,
                RATE,
                List.of(
                        Signals.music(RATE, 1, 20_001, 16),
                        Signals.music(RATE, 2, 30_002, 16),
                        Signals.music(RATE, 1, 40_003, 16)));
        byte[] bytes = Files.readAllBytes(file);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int at = 0;
        for (int track = 0; track < 3; track++) {
            at = text.indexOf("tkhd", at) + 4;
            // the lowest of the three bytes of flags
            bytes[at + 3] = (byte) (track == enabled ? 3 : 2);
        }
        return Files.write(file, bytes);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void theDefaultTrackIsTakenAndTheOthersAreNamed(int enabled) throws IOException {
        try (AudioReader reader = AudioReader.open(tracks(enabled), AudioLimits.DEFAULT)) {
            assertThat(Signals.readAll(reader)[0])
                    .hasSize(List.of(20_001, 30_002, 40_003).get(enabled));
            assertThat(reader.remarks())
                    .hasSize(2)
                    .allMatch(
                            remark -> remark.endsWith("was left out: stream %d is the default".formatted(enabled + 1)));
        }
    }

    @Test
    void withoutADefaultTheFirstIsTaken() throws IOException {
        try (AudioReader reader = AudioReader.open(tracks(-1), AudioLimits.DEFAULT)) {
            assertThat(Signals.readAll(reader)[0]).hasSize(20_001);
            assertThat(reader.remarks()).hasSize(2).allMatch(remark -> remark.contains("the first that can be read"));
        }
    }

    @Test
    void aTrackThatIsAskedForIsTakenWhateverIsTheDefault() throws IOException {
        try (AudioReader reader = AudioReader.open(tracks(0), AudioLimits.DEFAULT, 2)) {
            assertThat(Signals.readAll(reader)[0]).hasSize(40_003);
            assertThat(reader.remarks()).isEmpty();
        }
    }

    @Test
    void aPictureThatIsCarriedIsNotSaidToBeLeftOutAndAnotherIs() throws IOException {
        Path flac = folder.resolve("a.flac");
        withPicture(flac, AudioEncoding.FLAC_16);
        Path m4a = folder.resolve("a.m4a");
        withPicture(m4a, AudioEncoding.ALAC_16);
        byte[] old = Files.readAllBytes(m4a);
        // QuickTime's first files began with no word of their kind, and nothing but FFmpeg reads what they carry
        System.arraycopy("wide".getBytes(StandardCharsets.US_ASCII), 0, old, 4, 4);
        Path mov = Files.write(folder.resolve("a.mov"), old);

        assertThat(remarks(flac)).isEmpty();
        assertThat(remarks(m4a)).isEmpty();
        assertThat(remarks(mov)).containsExactly("stream 2 is a picture (png) and was left out");
    }

    private static List<String> remarks(Path file) throws IOException {
        try (AudioReader reader = AudioReader.open(file, AudioLimits.DEFAULT)) {
            return reader.remarks();
        }
    }

    private static void withPicture(Path file, AudioEncoding encoding) throws IOException {
        byte[] png = new byte[64];
        System.arraycopy(
                new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13, 'I', 'H', 'D', 'R'},
                0,
                png,
                0,
                16);
        png[19] = 1;
        png[23] = 1;
        Signals.write(
                file,
                new AudioOutput(
                        encoding,
                        RATE,
                        2,
                        "",
                        AudioOutput.Rates.USUAL,
                        Quantization.exact(),
                        Carried.NOTHING.plus(new Picture("image/png", 3, "", png))),
                Signals.music(RATE, 2, 5_000, 16));
    }
}
