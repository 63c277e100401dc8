package dev.fader.trainer.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What follows the last frame is no sound, and does not make the file a damaged one. */
class TrailingBytesTest {

    private static final int FRAMES = 60_001;

    @TempDir
    Path folder;

    private List<String> remarks = List.of();

    private byte[] encoded(AudioEncoding encoding, int rate) throws IOException {
        Path file = folder.resolve("good");
        Signals.write(file, AudioOutput.of(encoding, rate, 2), Signals.music(rate, 2, FRAMES, 16));
        return Files.readAllBytes(file);
    }

    private double[][] read(byte[]... pieces) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            out.writeBytes(piece);
        }
        Path file = Files.write(folder.resolve("bytes"), out.toByteArray());
        try (AudioReader reader = AudioReader.open(file, AudioLimits.DEFAULT)) {
            double[][] samples = Signals.readAll(reader);
            remarks = reader.remarks();
            return samples;
        }
    }

    private static byte[] id3v1() {
        return Arrays.copyOf("TAGA title".getBytes(StandardCharsets.ISO_8859_1), 128);
    }

    private static byte[] ape() {
        byte[] item = "\u0003\0\0\0\0\0\0\0Year\0001999".getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer tag = ByteBuffer.allocate(item.length + 32).order(ByteOrder.LITTLE_ENDIAN);
        tag.put(item).put("APETAGEX".getBytes(StandardCharsets.ISO_8859_1));
        tag.putInt(2000).putInt(item.length + 32).putInt(1).putInt(0);
        return tag.array();
    }

    @ParameterizedTest
    @EnumSource(
            value = AudioEncoding.class,
            names = {"FLAC_16", "FLAC_24", "MP3"})
    void tagsBehindAreNoSound(AudioEncoding encoding) throws IOException {
        byte[] good = encoded(encoding, 44_100);
        double[][] expected = read(good);

        for (List<byte[]> behind : List.of(List.of(id3v1()), List.of(ape()), List.of(ape(), id3v1()))) {
            byte[] tags = behind.size() == 1 ? behind.getFirst() : concatenated(behind);
            assertThat(read(good, tags)).isDeepEqualTo(expected);
            if (encoding != AudioEncoding.MP3) {
                assertThat(remarks).hasSize(behind.size()).allMatch(remark -> remark.contains("no sound but a tag"));
            }
        }
    }

    private static byte[] concatenated(List<byte[]> pieces) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        pieces.forEach(out::writeBytes);
        return out.toByteArray();
    }

    @ParameterizedTest
    @CsvSource({
        "44100, 64",
        "44100, 417",
        "44100, 20000",
        "44100, 200000",
        "48000, 1000",
        "32000, 5000",
        "22050, 5000",
        "16000, 100000"
    })
    void zerosBehindAnMp3FileAreNoSound(int rate, int zeros) throws IOException {
        byte[] good = encoded(AudioEncoding.MP3, rate);
        double[][] expected = read(good);
        assertThat(expected[0]).hasSize(FRAMES);

        assertThat(read(good, new byte[zeros])).isDeepEqualTo(expected);
        assertThat(remarks).singleElement().asString().matches("\\d+ zero bytes after its last frame .*");

        assertThat(read(good, new byte[zeros], id3v1())).isDeepEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 5_000, 100_000})
    void zerosBehindBareAacAreNoSound(int zeros) throws IOException {
        byte[] bare = RawFiles.adts(encoded(AudioEncoding.AAC, 44_100));

        assertThat(read(bare, new byte[zeros])).isDeepEqualTo(read(bare));
    }

    @ParameterizedTest
    @ValueSource(ints = {2_500, 10_000, 40_000})
    void zerosInPlaceOfSoundAreACut(int missing) throws IOException {
        byte[] half = encoded(AudioEncoding.MP3, 44_100);
        // as a download leaves it that took its place on disk before it came
        Arrays.fill(half, half.length - missing, half.length, (byte) 0);

        assertThatThrownBy(() -> read(half))
                .isInstanceOfSatisfying(
                        AudioException.class,
                        refused -> assertThat(refused.reason())
                                .isIn(AudioException.Reason.TRUNCATED, AudioException.Reason.DECODE_ERRORS));
    }

    @Test
    void bytesBehindTheLastPageOfOggAreNoSound() throws IOException {
        byte[] good = encoded(AudioEncoding.OPUS, 48_000);

        assertThat(read(good, id3v1())).isDeepEqualTo(read(good));
        read(good, id3v1());
        assertThat(remarks).containsExactly("128 bytes after its last page are no sound and were left out");
    }
}
