package dev.fader.trainer.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Edit lists of all clocks, and iTunes' tag where there is none. */
class Mp4LengthTest {

    @TempDir
    Path folder;

    private List<String> remarks = List.of();

    private double[][] read(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("bytes"), bytes);
        try (AudioReader reader = AudioReader.open(file, AudioLimits.DEFAULT)) {
            double[][] samples = Signals.readAll(reader);
            remarks = reader.remarks();
            return samples;
        }
    }

    private byte[] encoded(AudioEncoding encoding, int rate, int frames) throws IOException {
        Path file = folder.resolve("good");
        Signals.write(file, AudioOutput.of(encoding, rate, 2), Signals.music(rate, 2, frames, 16));
        return Files.readAllBytes(file);
    }

    private static int find(byte[] bytes, String text) {
        return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
    }

    /** The same told by another clock, as most programs write it. @param edited what the edit list says, in ticks */
    private static byte[] withClock(byte[] file, int clockHz, long edited) {
        byte[] changed = file.clone();
        ByteBuffer boxes = ByteBuffer.wrap(changed);
        boxes.putInt(find(file, "mvhd") + 4 + 12, clockHz);
        int edits = find(file, "elst");
        if (edits >= 0) {
            boxes.putInt(edits + 4 + 8, (int) edited);
        }
        return changed;
    }

    @ParameterizedTest
    @CsvSource({
        "AAC, 44100, 44100",
        "AAC, 44100, 44101",
        "AAC, 44100, 44122",
        "AAC, 48000, 50001",
        "AAC, 96000, 30007",
        "AAC, 8000, 9001",
        "ALAC_16, 44100, 44101",
        "ALAC_16, 44100, 22223",
        "ALAC_24, 96000, 50021"
    })
    void aCoarseClockCutsNothingOff(AudioEncoding encoding, int rate, int frames) throws IOException {
        byte[] file = encoded(encoding, rate, frames);
        double[][] expected = read(file);
        assertThat(expected[0]).hasSize(frames);

        for (int clock : new int[] {600, 1000, 90_000}) {
            double ticks = (double) frames * clock / rate;
            for (long told : new long[] {(long) ticks, Math.round(ticks), (long) Math.ceil(ticks)}) {
                assertThat(read(withClock(file, clock, told)))
                        .as("%d ticks of 1/%d s", told, clock)
                        .isDeepEqualTo(expected);
            }
        }
    }

    @Test
    void anEditListMayLeaveTheEndOutWhichIsSaid() throws IOException {
        byte[] file = encoded(AudioEncoding.AAC, 44_100, 100_000);

        double[][] read = read(withClock(file, 1000, 1000));

        assertThat(read[0]).hasSize(44_100);
        assertThat(remarks).containsExactly("its edit list leaves the last 55900 frames out, and so does the output");
    }

    @Test
    void withoutAnEditListAllOfTheTrackIsHeard() throws IOException {
        byte[] file = encoded(AudioEncoding.ALAC_16, 44_100, 30_001);
        byte[] bare = file.clone();
        int edits = find(file, "edts");
        if (edits >= 0) {
            System.arraycopy("free".getBytes(StandardCharsets.US_ASCII), 0, bare, edits, 4);
        }

        assertThat(read(bare)).isDeepEqualTo(read(file));
    }

    @ParameterizedTest
    @CsvSource({"00000400 000003BC 000000000000AC44, 44100", "00000840 000003BC 000000000000A804, 43012"})
    void itunesTagSaysWhatIsHeard(String numbers, int frames) throws IOException {
        byte[] file = OddFiles.bytes("itunsmpb.m4a");
        byte[] written = numbers.getBytes(StandardCharsets.US_ASCII);
        int at = find(file, "00000400 000003BC");
        System.arraycopy(written, 0, file, at, written.length);

        assertThat(read(file)[0]).hasSize(frames);
        assertThat(remarks).isEmpty();
    }

    @Test
    void itunesTagOfAnotherFileIsLeftAside() throws IOException {
        byte[] file = OddFiles.bytes("itunsmpb.m4a");
        byte[] numbers = "00000400 000003BC 00000000000FAC44".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(numbers, 0, file, find(file, "00000400 000003BC"), numbers.length);

        assertThat(read(file)[0]).hasSize(45 * 1024);
        assertThat(remarks).containsExactly("its tag iTunSMPB contradicts its length, and was left aside");
    }

    @Test
    void opusInMp4WithoutAnEditListStillHasItsPreSkip() throws IOException {
        byte[] file = OddFiles.bytes("opus.mp4");
        double[][] expected = read(file);
        System.arraycopy("free".getBytes(StandardCharsets.US_ASCII), 0, file, find(file, "edts"), 4);

        assertThat(read(file)).isDeepEqualTo(expected);
    }
}
