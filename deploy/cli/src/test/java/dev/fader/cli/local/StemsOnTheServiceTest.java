package dev.fader.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that is taken apart, from the command line to the disk. */
class StemsOnTheServiceTest {

    /** Of 16 bits, in steps: each of four stems is rounded with dither. */
    private static final int ROUNDING = 8;

    @TempDir
    Path folder;

    private static WholeStack stack;

    @BeforeAll
    static void up() throws Exception {
        stack = WholeStack.shared();
    }

    @Test
    void stemsComeDownAsFilesThatSumToTheSong() throws Exception {
        Path song = TestSong.write(folder.resolve("song.wav"), 1, 44_100, 3);
        Path stems = folder.resolve("stems");

        FaderProcess separated = FaderProcess.run(
                stack.ports.api(),
                "submit",
                song.toString(),
                "--stems",
                "all",
                "--sum-to-mixture",
                "--watch",
                "--download",
                stems.toString(),
                "--json");

        assertThat(separated.exitCode()).as(separated.err()).isZero();
        assertThat(separated.json().path("batch").path("kind").asText()).isEqualTo("separate");
        List<Path> files;
        try (Stream<Path> all = Files.list(stems)) {
            files = all.sorted().toList();
        }
        assertThat(files)
                .extracting(file -> file.getFileName().toString())
                .containsExactly("song-bass.wav", "song-drums.wav", "song-other.wav", "song-vocals.wav");
        short[] input = samples(song);
        int[] sum = new int[input.length];
        for (Path file : files) {
            short[] stem = samples(file);
            assertThat(stem).hasSameSizeAs(input);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += stem[i];
            }
        }
        for (int i = 0; i < sum.length; i++) {
            assertThat(Math.abs(sum[i] - input[i])).isLessThanOrEqualTo(ROUNDING);
        }
    }

    /** Of a WAV file of 16 bits, from its data chunk on. */
    private static short[] samples(Path wav) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(wav)).order(ByteOrder.LITTLE_ENDIAN);
        int at = 12;
        while (bytes.getInt(at) != 0x61746164) {
            at += 8 + bytes.getInt(at + 4) + (bytes.getInt(at + 4) & 1);
        }
        short[] samples = new short[bytes.getInt(at + 4) / 2];
        bytes.position(at + 8);
        bytes.asShortBuffer().get(samples);
        return samples;
    }
}
