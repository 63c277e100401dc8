package dev.fader.trainer.audio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.trainer.tags.Field;
import dev.fader.trainer.tags.Id3Tag;
import dev.fader.trainer.tags.Place;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the first frame of an MP3 file counts, with and without the encoder's delay and padding. */
class Mp3LengthTest {

    @TempDir
    Path folder;

    private List<String> remarks = List.of();
    private List<String> titles = List.of();

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

        assertThat(frames(both, 100_002)).isEqualTo(100_002);
        assertThat(remarks).containsExactly("it is joined of 2 files, which became one; the tags are the first one's");
    }

    private static byte[] joined(byte[]... pieces) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            out.writeBytes(piece);
        }
        return out.toByteArray();
    }

    private static byte[] id3(String title) {
        return Id3Tag.of(
                List.of(new Field(Place.ID3V24, "TIT2", ("\0\0\u0003" + title).getBytes(StandardCharsets.UTF_8))));
    }

    private static byte[] id3v1(String title) {
        byte[] tag = Arrays.copyOf(("TAG" + title).getBytes(StandardCharsets.ISO_8859_1), 128);
        // no genre
        tag[127] = -1;
        return tag;
    }

    private static byte[] ape() {
        byte[] item = "\u0003\0\0\0\0\0\0\0Mood\000sad".getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer tag = ByteBuffer.allocate(item.length + 64).order(ByteOrder.LITTLE_ENDIAN);
        for (int flags : new int[] {0xa0000000, 0x80000000}) {
            tag.put("APETAGEX".getBytes(StandardCharsets.ISO_8859_1))
                    .putInt(2000)
                    .putInt(item.length + 32);
            tag.putInt(1).putInt(flags).putLong(0);
            tag.put(flags == 0xa0000000 ? item : new byte[0]);
        }
        return tag.array();
    }

    private double[][] samples(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("bytes"), bytes);
        try (AudioReader reader = AudioReader.open(file, AudioLimits.DEFAULT)) {
            double[][] samples = Signals.readAll(reader);
            remarks = reader.remarks();
            titles = reader.format().carried().values("title");
            return samples;
        }
    }

    /** Without the tag in front. */
    private byte[] bare(int frames) throws IOException {
        byte[] mp3 = encoded(44_100, 2, frames);
        int first = new String(mp3, StandardCharsets.ISO_8859_1).indexOf("\u00ff\u00fb");
        return Arrays.copyOfRange(mp3, first, mp3.length);
    }

    @Test
    void filesThatWereJoinedWithTheirTagsAreAllThereAndNoTagIsSound() throws IOException {
        byte[] one = bare(50_001);
        byte[] two = bare(30_002);
        double[][] first = samples(one);
        double[][] second = samples(two);

        for (byte[] between : List.of(
                id3("Two"),
                joined(id3v1("One"), id3("Two")),
                joined(ape(), id3("Two")),
                joined(ape(), id3v1("One"), id3("Two")))) {
            double[][] both = samples(joined(id3("One"), one, between, two, id3v1("Two")));

            for (int c = 0; c < 2; c++) {
                assertThat(Arrays.copyOf(both[c], 50_001)).isEqualTo(first[c]);
                assertThat(Arrays.copyOfRange(both[c], 50_001, both[c].length)).isEqualTo(second[c]);
            }
            assertThat(titles).containsExactly("One");
            assertThat(remarks)
                    .containsExactly(
                            "it is joined of 2 files, which became one; the tags are the first one's",
                            "the tags of file 2 in it were left out: title 'Two'");
        }
        assertThat(samples(joined(one, id3v1("One"), two, id3v1("Two")))[0]).hasSize(80_003);
        assertThat(titles).containsExactly("One");
    }

    /** As recordings of broadcasts have them: the sound goes on behind the tag. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void tagsBetweenFramesAreLeftOutAndNamedAndTheSoundGoesOn(boolean counted) throws IOException {
        byte[] whole = bare(50_001);
        int second = 4 + new String(whole, StandardCharsets.ISO_8859_1).indexOf("\u00ff\u00fb", 4) - 4;
        byte[] mp3 = counted ? whole : Arrays.copyOfRange(whole, second, whole.length);
        double[][] expected = samples(mp3);
        String text = new String(mp3, StandardCharsets.ISO_8859_1);
        int middle = text.indexOf("\u00ff\u00fb\u00e0", mp3.length / 2);

        double[][] read = samples(
                joined(Arrays.copyOf(mp3, middle), id3("Now playing"), Arrays.copyOfRange(mp3, middle, mp3.length)));

        assertThat(read).isDeepEqualTo(expected);
        assertThat(remarks)
                .singleElement()
                .asString()
                .endsWith("bytes of tags between its frames are no sound and were left out: title 'Now playing'");
    }

    @Test
    void tagsBetweenFramesOfBareAacAreLeftOutAsWell() throws IOException {
        Path m4a = folder.resolve("a.m4a");
        Signals.write(m4a, AudioOutput.of(AudioEncoding.AAC, 44_100, 2), Signals.music(44_100, 2, 50_000, 16));
        byte[] adts = RawFiles.adts(Files.readAllBytes(m4a));
        double[][] expected = samples(adts);
        int frame = 0;
        for (int i = 0; i < 20; i++) {
            frame += (adts[frame + 3] & 3) << 11 | (adts[frame + 4] & 0xff) << 3 | (adts[frame + 5] & 0xff) >> 5;
        }

        assertThat(samples(
                        joined(Arrays.copyOf(adts, frame), id3("Now"), Arrays.copyOfRange(adts, frame, adts.length))))
                .isDeepEqualTo(expected);
        assertThat(remarks).singleElement().asString().contains("title 'Now'");
    }

    @Test
    void joinedFilesThatCountTheirFramesAreSeenOverANetworkToo() throws IOException {
        Path file = Files.write(folder.resolve("bytes"), joined(bare(50_001), id3("Two"), bare(30_002)));

        try (SeekableByteChannel channel = Files.newByteChannel(file);
                FailingChannel far = new FailingChannel(channel, Long.MAX_VALUE);
                AudioReader reader = AudioReader.open(far, "joined", AudioLimits.DEFAULT)) {
            assertThat(reader.format().declaredFrames()).isEqualTo(80_003);
            assertThat(reader.remarks()).hasSize(2);
        }
    }
}
