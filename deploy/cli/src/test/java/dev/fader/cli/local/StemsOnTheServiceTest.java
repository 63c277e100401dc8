package dev.fader.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.schemas.notation.ExitCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

    @Test
    void stemsThatWereMadeElsewhereAreMixedInPlaceOfAModel() throws Exception {
        Path song = TestSong.write(folder.resolve("tune.wav"), 1, 44_100, 3);
        Path stems = Files.createDirectories(folder.resolve("elsewhere/tune"));
        // the song is all there is of it, so that what it leaves is silence
        Files.copy(song, stems.resolve("Vocals.wav"));
        Files.copy(song, stems.resolve("mixture.wav"));
        Path remixed = folder.resolve("remixed");

        FaderProcess muted = submit(song, "--gain", "vocals=mute", "--rest", "band", "--download", remixed.toString());
        Files.copy(TestSong.write(folder.resolve("short.wav"), 1, 44_100, 2), stems.resolve("drums.wav"));
        FaderProcess refused = submit(song, "--gain", "drums=3");

        assertThat(muted.exitCode()).as(muted.err()).isZero();
        short[] made = samples(remixed.resolve("tune.wav"));
        assertThat(made).hasSameSizeAs(samples(song));
        for (short sample : made) {
            assertThat(Math.abs(sample)).isLessThanOrEqualTo((short) 2);
        }
        assertThat(refused.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(refused.out() + refused.err()).contains("bad_stems").contains("the stem of drums has 88200 frames");
    }

    private static FaderProcess submit(Path song, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("submit", song.toString(), "--watch", "--stems-from"));
        arguments.add(song.resolveSibling("elsewhere").toString());
        arguments.addAll(List.of(more));
        return FaderProcess.run(stack.ports.api(), arguments.toArray(String[]::new));
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
