package dev.fader.trainer.audio;

import static org.assertj.core.api.Assertions.assertThat;

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

/** What the first frame of an MP3 file counts, with and without the encoder's delay and padding. */
class Mp3LengthTest {

    @TempDir
    Path folder;

    private List<String> remarks = List.of();

    private byte[] encoded(int rate, int channels, int frames) throws IOException {
        Path file = folder.resolve("good");
        Signals.write(
                file, AudioOutput.of(AudioEncoding.MP3, rate, channels), Signals.music(rate, channels, frames, 16));
        return Files.readAllBytes(file);
    }

    private int frames(byte[] bytes, long declared) throws IOException {
        Path file = Files.write(folder.resolve("bytes"), bytes);
        try (AudioReader reader = AudioReader.open(file, AudioLimits.DEFAULT)) {
            assertThat(reader.format().declaredFrames()).isEqualTo(declared);
            int frames = Signals.readAll(reader)[0].length;
            remarks = reader.remarks();
            return frames;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "44100, 2, 48",
        "44100, 2, 1151",
        "44100, 1, 1152",
        "44100, 2, 50001",
        "48000, 2, 50002",
        "32000, 2, 50003",
        "24000, 1, 20001",
        "22050, 2, 20002",
        "16000, 2, 9001",
        "11025, 2, 9002",
        "8000, 1, 5001"
    })
    void delayAndPaddingAreLeftOutOfTheCount(int rate, int channels, int frames) throws IOException {
        assertThat(frames(encoded(rate, channels, frames), frames)).isEqualTo(frames);
        assertThat(remarks).isEmpty();
    }

    @Test
    void aCountWithoutDelayIsTheLeastThatThereIs() throws IOException {
        byte[] mp3 = encoded(44_100, 2, 50_001);
        // the encoder's name follows the count, the table of places and the quality
        int name = new String(mp3, StandardCharsets.ISO_8859_1).indexOf("Info") + 120;
        Arrays.fill(mp3, name, name + 4, (byte) '?');

        assertThat(frames(mp3, -1)).isGreaterThanOrEqualTo(50_001);
        assertThat(remarks).isEmpty();
    }

    @Test
    void filesThatWerePutBehindEachOtherAreAllThere() throws IOException {
        byte[] one = encoded(44_100, 2, 50_001);
        // without the tag in front
        int first = new String(one, StandardCharsets.ISO_8859_1).indexOf("\u00ff\u00fb");
        byte[] both = Arrays.copyOf(one, 2 * one.length - first);
        System.arraycopy(one, first, both, one.length, one.length - first);

        assertThat(frames(both, 50_001)).isGreaterThanOrEqualTo(100_002);
        assertThat(remarks).singleElement().asString().startsWith("it declares 50001 frames, and");
    }
}
