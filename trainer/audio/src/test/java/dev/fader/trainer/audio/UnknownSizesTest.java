package dev.fader.trainer.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sizes that nobody knew when they were written are no promise; those that somebody counted are. */
class UnknownSizesTest {

    private static final int FRAMES = 30_001;

    @TempDir
    Path folder;

    private List<String> remarks = List.of();

    private int frames(byte[] file) throws IOException {
        Path path = Files.write(folder.resolve("a"), file);
        try (AudioReader reader = AudioReader.open(path, AudioLimits.DEFAULT)) {
            assertThat(reader.format().estimatedSeconds()).isLessThan(10);
            int frames = Signals.readAll(reader)[0].length;
            remarks = reader.remarks();
            return frames;
        }
    }

    private static byte[] samples(int bytes) {
        byte[] samples = new byte[bytes];
        new Random(5).nextBytes(samples);
        return samples;
    }

    @ParameterizedTest
    @ValueSource(
            longs = {
                0,
                0xffffffffL,
                0xfffffffeL,
                0xffffffffL - 36,
                0xffffffd8L,
                0xfffff000L,
                0x7fffffffL,
                0x7fffffffL - 36,
                0x7ffff000L,
                0x7fffffd8L,
                0x80000000L,
                0x80000024L,
                0x7f000000L
            })
    void aSizeThatAPipeLeftIsReadToTheEndAtEveryDepth(long claim) throws IOException {
        for (int bits : new int[] {8, 16, 24, 32}) {
            for (int channels : new int[] {1, 2, 6}) {
                byte[] samples = samples(FRAMES * channels * bits / 8);
                assertThat(frames(RawFiles.wav(1, channels, 44_100, bits, claim, samples)))
                        .as("%d bits, %d channels", bits, channels)
                        .isEqualTo(FRAMES);
                assertThat(remarks).singleElement().asString().contains("read to the end of the file");
            }
        }
    }

    @Test
    void aWholeFileWithAWrongSizeOfItsSamplesIsReadToTheEnd() throws IOException {
        byte[] wav = RawFiles.wav(1, 2, 44_100, 16, FRAMES * 4, samples(FRAMES * 4));
        ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN).putInt(40, 1_000_000_000);

        assertThat(frames(wav)).isEqualTo(FRAMES);
        assertThat(remarks).hasSize(1);
    }

    @Test
    void aSizeOf64BitsThatAPipeLeftIsReadToTheEnd() throws IOException {
        for (long claim : new long[] {0, -1, Long.MAX_VALUE}) {
            assertThat(frames(RawFiles.rf64("RF64", 2, 48_000, 24, claim, samples(FRAMES * 6))))
                    .as("%d", claim)
                    .isEqualTo(FRAMES);
        }
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "100", "4000", "119000"})
    void aFileThatWasCutIsRefusedWhereverTheCut(int missing) throws IOException {
        byte[] wav = RawFiles.wav(1, 2, 44_100, 16, FRAMES * 4, samples(FRAMES * 4));

        assertThatThrownBy(() -> frames(Arrays.copyOf(wav, wav.length - missing)))
                .isInstanceOfSatisfying(
                        AudioException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(AudioException.Reason.TRUNCATED));
    }

    @Test
    void nothingAfterTheSamplesIsDroppedInSilence() throws IOException {
        byte[] wav = RawFiles.wav(1, 2, 44_100, 16, 4_000, samples(FRAMES * 4));
        ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN).putInt(4, wav.length - 8);

        assertThat(frames(wav)).isEqualTo(1_000);
        assertThat(remarks).containsExactly("116004 bytes after its sound belong to no chunk and were left out");
    }

    @Test
    void aChunkOfNoSamplesIsStillEmpty() throws IOException {
        ByteBuffer wav = ByteBuffer.allocate(44 + 12).order(ByteOrder.LITTLE_ENDIAN);
        wav.put(RawFiles.wav(1, 2, 44_100, 16, 0, new byte[0]));
        wav.put("note".getBytes(StandardCharsets.US_ASCII)).putInt(4).putInt(7);
        wav.putInt(4, 48);

        assertThatThrownBy(() -> frames(wav.array()))
                .isInstanceOfSatisfying(
                        AudioException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(AudioException.Reason.EMPTY));
    }

    @ParameterizedTest
    @ValueSource(longs = {0xffffffffL, 0x7fffffffL, 0x7f000008L, 0x80000000L})
    void aiffFromAPipeIsReadToTheEnd(long claim) throws IOException {
        byte[] aiff = RawFiles.aiff("NONE", 2, RawFiles.rate44100(), 16, 0x1fc00000, samples(FRAMES * 4));
        ByteBuffer.wrap(aiff).putInt(42, (int) claim);

        assertThat(frames(aiff)).isEqualTo(FRAMES);
        assertThat(remarks).singleElement().asString().contains(Long.toString(claim));
    }

    @Test
    void whatAiffHoldsBeyondItsCountIsKept() throws IOException {
        byte[] aiff = RawFiles.aiff("NONE", 2, RawFiles.rate44100(), 16, FRAMES - 7, samples(FRAMES * 4));

        assertThat(frames(aiff)).isEqualTo(FRAMES);
        assertThat(remarks)
                .containsExactly(
                        "it declares %d frames, and %d are there: all of them were kept".formatted(FRAMES - 7, FRAMES));
    }
}
