package dev.fader.trainer.audio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.trainer.tags.Picture;
import dev.fader.trainer.tags.RiffChunk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TagsTest {

    private static final Map<String, String> TAGS = tags();
    private static final Picture COVER = picture(120_001, Picture.FRONT_COVER, "Deckblatt – 表紙");
    private static final Picture BACK = picture(3_000, 4, "");

    @TempDir
    Path folder;

    private static Map<String, String> tags() {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("title", "Grüße aus 東京 🎧");
        tags.put("artist", "Ænima; Nobody");
        tags.put("album_artist", "Various");
        tags.put("album", "Größte Hits");
        tags.put("date", "2024-05-17");
        tags.put("genre", "Drum & Bass");
        tags.put("composer", "J. S. Bach");
        tags.put("copyright", "℗ 2024 A Label");
        tags.put("comment", "two\nlines");
        tags.put("track", "3/12");
        tags.put("disc", "1/2");
        tags.put("isrc", "DEZ651700123");
        tags.put("bpm", "128");
        tags.put("initialkey", "F#m");
        tags.put("replaygain_track_gain", "-7.89 dB");
        tags.put("r128_track_gain", "-512");
        tags.put("musicbrainz_trackid", "b1a9c0e9-d987-4042-ae91-78d6a3267d69");
        tags.put("processing", "Fader: model a; vocals -3 dB");
        return tags;
    }

    /** A PNG header of 300 × 200 and noise, which nobody decodes. */
    private static Picture picture(int bytes, int kind, String description) {
        byte[] picture = new byte[bytes];
        new Random(bytes).nextBytes(picture);
        ByteBuffer.wrap(picture)
                .putLong(0x89504e470d0a1a0aL)
                .putInt(13)
                .put("IHDR".getBytes(StandardCharsets.US_ASCII))
                .putInt(300)
                .putInt(200);
        return new Picture("image/png", kind, description, picture);
    }

    private AudioFormat writtenAndRead(AudioEncoding encoding, Map<String, String> tags, List<Picture> pictures)
            throws IOException {
        Path file = folder.resolve("a." + encoding.extension());
        double[][] music = Signals.music(48_000, 2, 20_000, 16);
        Signals.write(
                file,
                new AudioOutput(encoding, 48_000, 2, "", 0, Quantization.exact(), tags, pictures, List.of()),
                music);
        try (AudioReader reader = AudioReader.open(file, AudioLimits.DEFAULT)) {
            assertThat(Signals.readAll(reader)[0]).hasSize(20_000);
            return reader.format();
        }
    }

    @ParameterizedTest
    @EnumSource(AudioEncoding.class)
    void everyContainerKeepsEveryTag(AudioEncoding encoding) throws IOException {
        AudioFormat format = writtenAndRead(encoding, TAGS, List.of());

        assertThat(format.tags()).containsExactlyInAnyOrderEntriesOf(TAGS);
        assertThat(format.pictures()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(AudioEncoding.class)
    void everyContainerKeepsPictures(AudioEncoding encoding) throws IOException {
        AudioFormat format = writtenAndRead(encoding, TAGS, List.of(COVER, BACK));

        assertThat(format.tags()).containsExactlyInAnyOrderEntriesOf(TAGS);
        if (encoding.container() == AudioEncoding.Container.M4A) {
            // which does not say what a picture shows
            assertThat(format.pictures()).extracting(Picture::bytes).containsExactly(COVER.bytes(), BACK.bytes());
            assertThat(format.pictures()).extracting(Picture::kind).containsOnly(Picture.FRONT_COVER);
        } else {
            assertThat(format.pictures()).containsExactly(COVER, BACK);
        }
    }

    @ParameterizedTest
    @EnumSource(AudioEncoding.class)
    void whatWasReadIsWrittenAgainToTheByte(AudioEncoding encoding) throws IOException {
        AudioFormat first = writtenAndRead(encoding, TAGS, List.of(COVER));
        byte[] bytes = Files.readAllBytes(folder.resolve("a." + encoding.extension()));

        AudioFormat second = writtenAndRead(encoding, first.tags(), first.pictures());

        assertThat(second).isEqualTo(first);
        assertThat(Files.readAllBytes(folder.resolve("a." + encoding.extension())))
                .hasSameSizeAs(bytes);
    }

    @Test
    void aPlayerNeedNotHaveTheWholeM4aFileToBegin() throws IOException {
        writtenAndRead(AudioEncoding.AAC, TAGS, List.of(COVER));

        String bytes = Files.readString(folder.resolve("a.m4a"), StandardCharsets.ISO_8859_1);
        assertThat(bytes.indexOf("moov")).isPositive().isLessThan(bytes.indexOf("mdat"));
    }

    @Test
    void isrcIsWhereId3ReadersLookForIt() throws IOException {
        writtenAndRead(AudioEncoding.MP3, TAGS, List.of());

        assertThat(Files.readString(folder.resolve("a.mp3"), StandardCharsets.ISO_8859_1))
                .contains("TSRC")
                .doesNotContain("TXXX\0isrc");
    }

    @Test
    void aBroadcastWavKeepsItsBextChunk() throws IOException {
        Map<String, String> broadcast = Map.of(
                "encoded_by",
                "Studio 3",
                "comment",
                "Take 5",
                "date",
                "2024-05-17",
                "creation_time",
                "12:34:56",
                "time_reference",
                "172800000");

        AudioFormat format = writtenAndRead(AudioEncoding.WAV_24, broadcast, List.of());

        assertThat(format.tags()).containsAllEntriesOf(broadcast);
        assertThat(Files.readString(folder.resolve("a.wav"), StandardCharsets.ISO_8859_1))
                .containsPattern("(?s)bext.{4}Take 5\0{250}Studio 3\0{24}");
    }

    @Test
    void cuePointsAndOtherChunksOfAWavFileAreCarriedButWhatIsMeasuredOnSamplesIsNot() throws IOException {
        byte[] samples = new byte[4001 * 2];
        new Random(8).nextBytes(samples);
        Path input = Files.write(folder.resolve("input.wav"), RawFiles.wav(1, 1, 44_100, 16, samples.length, samples));
        List<RiffChunk> chunks = List.of(
                new RiffChunk("cue ", new byte[28]),
                new RiffChunk("LIST", "adtllabl\6\0\0\0\1\0\0\0A\0".getBytes(StandardCharsets.US_ASCII)),
                new RiffChunk("iXML", "<BWFXML>odd</BWFXML>\n".getBytes(StandardCharsets.US_ASCII)));
        try (FileChannel channel = FileChannel.open(input, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            WavTail.append(channel, "PEAK", new byte[16]);
            for (RiffChunk chunk : chunks) {
                WavTail.append(channel, chunk.id(), chunk.bytes());
            }
        }

        try (AudioReader reader = AudioReader.open(input, AudioLimits.DEFAULT)) {
            Signals.write(
                    folder.resolve("output.wav"),
                    AudioOutput.like(reader.format(), AudioEncoding.WAV_16, Quantization.exact())
                            .withTags(TAGS),
                    Signals.readAll(reader));
        }

        try (AudioReader reader = AudioReader.open(folder.resolve("output.wav"), AudioLimits.DEFAULT)) {
            assertThat(reader.format().chunks()).isEqualTo(chunks);
            assertThat(reader.format().tags()).isEqualTo(TAGS);
            assertThat(Signals.readAll(reader)).isDeepEqualTo(Signals.read(input));
        }
    }

    @Test
    void textThatIsNotUtf8IsReadAsWindowsWroteIt() throws IOException {
        byte[] title = "Müßiggang\0".getBytes(Charset.forName("windows-1252"));
        ByteBuffer file = ByteBuffer.allocate(12 + 24 + 12 + 8 + title.length + 8 + 2000)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII));
        file.putInt(file.capacity() - 8).put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII));
        file.putInt(16).putShort((short) 1).putShort((short) 1).putInt(8000).putInt(16_000);
        file.putShort((short) 2).putShort((short) 16);
        file.put("LIST".getBytes(StandardCharsets.US_ASCII)).putInt(12 + title.length);
        file.put("INFOINAM".getBytes(StandardCharsets.US_ASCII))
                .putInt(title.length)
                .put(title);
        file.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(2000);

        try (AudioReader reader =
                AudioReader.open(Files.write(folder.resolve("old.wav"), file.array()), AudioLimits.DEFAULT)) {
            assertThat(reader.format().tags()).containsOnly(Map.entry("title", "Müßiggang"));
        }
    }
}
