package dev.fader.trainer.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.fader.trainer.tags.Carried;
import dev.fader.trainer.tags.Field;
import dev.fader.trainer.tags.Picture;
import dev.fader.trainer.tags.Place;
import dev.fader.trainer.tags.Text;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TagsTest {

    private static final List<Text> TEXTS = List.of(
            Text.of("title", "Grüße aus 東京 🎧"),
            Text.of("artist", "Ænima", "Nobody; AC/DC"),
            Text.of("album_artist", "Various"),
            Text.of("album", "Größte Hits"),
            Text.of("date", "2024-05-17"),
            Text.of("genre", "Drum & Bass"),
            Text.of("composer", "J. S. Bach"),
            Text.of("producer", "Quincy", "George"),
            Text.of("performer", "Jane (violin)"),
            Text.of("copyright", "℗ 2024 A Label"),
            Text.of("comment", "two\nlines"),
            Text.of("lyrics", "la\nla"),
            Text.of("track", "3/12"),
            Text.of("disc", "1/2"),
            Text.of("isrc", "DEZ651700123"),
            Text.of("bpm", "128"),
            Text.of("compilation", "1"),
            Text.of("itunesadvisory", "1"),
            Text.of("itunesgapless", "1"),
            Text.of("artistsort", "Nobody, A"),
            Text.of("initialkey", "F#m"),
            Text.of("replaygain_track_gain", "-7.89 dB"),
            Text.of("r128_track_gain", "-512"),
            Text.of("musicbrainz_trackid", "b1a9c0e9-d987-4042-ae91-78d6a3267d69"),
            Text.of("processing", "Fader: model a; vocals -3 dB"));
    private static final Carried TAGS = Carried.of(TEXTS.toArray(Text[]::new));
    private static final Picture COVER = picture(120_001, Picture.FRONT_COVER, "Deckblatt – 表紙");
    private static final Picture BACK = picture(3_000, 4, "");

    @TempDir
    Path folder;

    /** A PNG header of 300 × 200 and noise, which nobody decodes. */
    static Picture picture(int bytes, int kind, String description) {
        byte[] picture = new byte[bytes];
        new Random(bytes).nextBytes(picture);
        ByteBuffer.wrap(picture)
                .putLong(0x89504e470d0a1a0aL)
                .putInt(13)
                .put("IHDR".getBytes(StandardCharsets.US_ASCII))
                .putInt(300)
                .putInt(200)
                // of three colours in 8 bits
                .putShort((short) 0x0802);
        return new Picture("image/png", kind, description, picture);
    }

    private Carried writtenAndRead(AudioEncoding encoding, Carried carried) throws IOException {
        Path file = folder.resolve("a." + encoding.extension());
        double[][] music = Signals.music(48_000, 2, 20_000, 16);
        AudioOutput output = AudioOutput.of(encoding, 48_000, 2).carrying(carried);
        try (AudioWriter writer = AudioWriter.create(file, output)) {
            writer.write(music, 0, music[0].length);
            writer.finish();
            assertThat(writer.remarks()).isEmpty();
        }
        try (AudioReader reader = AudioReader.open(file, AudioLimits.DEFAULT)) {
            assertThat(Signals.readAll(reader)[0]).hasSize(20_000);
            return reader.format().carried();
        }
    }

    @ParameterizedTest
    @EnumSource(AudioEncoding.class)
    void everyContainerKeepsEveryTextWithItsValuesInOrder(AudioEncoding encoding) throws IOException {
        Carried carried = writtenAndRead(encoding, TAGS);

        assertThat(carried.texts())
                .extracting(text -> text.name().toLowerCase(Locale.ROOT), Text::values)
                .containsExactlyInAnyOrderElementsOf(TEXTS.stream()
                        .map(text -> tuple(text.name(), text.values()))
                        .toList());
        assertThat(carried.pictures()).isEmpty();
        assertThat(carried.remarks()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(AudioEncoding.class)
    void everyContainerKeepsPictures(AudioEncoding encoding) throws IOException {
        Carried carried = writtenAndRead(encoding, TAGS.plus(COVER).plus(BACK));

        assertThat(carried.values("title")).containsExactly("Grüße aus 東京 🎧");
        if (encoding.container() == AudioEncoding.Container.M4A) {
            // which does not say what a picture shows
            assertThat(carried.pictures()).extracting(Picture::bytes).containsExactly(COVER.bytes(), BACK.bytes());
            assertThat(carried.pictures()).extracting(Picture::kind).containsOnly(Picture.FRONT_COVER);
        } else {
            assertThat(carried.pictures()).containsExactly(COVER, BACK);
        }
    }

    @ParameterizedTest
    @EnumSource(AudioEncoding.class)
    void whatWasReadIsWrittenAgainToTheByte(AudioEncoding encoding) throws IOException {
        Carried first = writtenAndRead(encoding, TAGS.plus(COVER));
        byte[] bytes = Files.readAllBytes(folder.resolve("a." + encoding.extension()));

        Carried second = writtenAndRead(encoding, first);

        assertThat(second).isEqualTo(first);
        assertThat(Files.readAllBytes(folder.resolve("a." + encoding.extension())))
                .isEqualTo(bytes);
    }

    @ParameterizedTest
    @EnumSource(
            value = AudioEncoding.class,
            names = {"WAV_16", "AIFF_16", "FLAC_16", "MP3", "ALAC_16", "OPUS"})
    void anIndependentReaderFindsTheTextsWhereTheyBelong(AudioEncoding encoding) throws IOException {
        writtenAndRead(encoding, TAGS.plus(COVER));

        Map<String, String> texts = Independent.texts(folder.resolve("a." + encoding.extension()));
        assertThat(texts)
                .containsEntry("title", "Grüße aus 東京 🎧")
                .containsEntry("album", "Größte Hits")
                .containsEntry("date", "2024-05-17")
                .containsEntry("genre", "Drum & Bass");
        if (encoding == AudioEncoding.FLAC_16 || encoding == AudioEncoding.OPUS) {
            assertThat(texts).containsEntry("artist", "Ænima;Nobody; AC/DC");
        }
    }

    @Test
    void aPlayerNeedNotHaveTheWholeM4aFileToBegin() throws IOException {
        writtenAndRead(AudioEncoding.AAC, TAGS.plus(COVER));

        String bytes = Files.readString(folder.resolve("a.m4a"), StandardCharsets.ISO_8859_1);
        assertThat(bytes.indexOf("moov")).isPositive().isLessThan(bytes.indexOf("mdat"));
    }

    @Test
    void isrcIsWhereId3ReadersLookForIt() throws IOException {
        writtenAndRead(AudioEncoding.MP3, TAGS);

        assertThat(Files.readString(folder.resolve("a.mp3"), StandardCharsets.ISO_8859_1))
                .contains("TSRC")
                .doesNotContain("isrc");
    }

    @Test
    void broadcastFieldsThatCrossedToFlacBecomeAChunkAgain() throws IOException {
        List<Text> broadcast = List.of(
                Text.of("description", "Take 5"),
                Text.of("originator", "Studio 3"),
                Text.of("origination_date", "2024-05-17"),
                Text.of("time_reference", "172800000"),
                Text.of("coding_history", "A=PCM,F=48000"));
        Carried flac = writtenAndRead(AudioEncoding.FLAC_24, Carried.of(broadcast.toArray(Text[]::new)));

        Carried wav = writtenAndRead(AudioEncoding.WAV_24, flac);

        assertThat(wav.texts())
                .extracting(text -> text.name().toLowerCase(Locale.ROOT), Text::values)
                .containsExactlyElementsOf(broadcast.stream()
                        .map(text -> tuple(text.name(), text.values()))
                        .toList());
        assertThat(Files.readString(folder.resolve("a.wav"), StandardCharsets.ISO_8859_1))
                .containsPattern("(?s)bext.{4}Take 5\0{250}Studio 3\0{24}.*data");
    }

    static List<Field> wavChunks() {
        return List.of(
                new Field(Place.RIFF, "cue ", new byte[28]),
                new Field(Place.RIFF, "LIST", "adtllabl\6\0\0\0\1\0\0\0A\0".getBytes(StandardCharsets.US_ASCII)),
                new Field(Place.RIFF, "iXML", "<BWFXML>odd</BWFXML>\n".getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void cuePointsAndOtherChunksOfAWavFileAreCarriedButWhatIsMeasuredOnSamplesIsNot() throws IOException {
        byte[] samples = new byte[4001 * 2];
        new Random(8).nextBytes(samples);
        Path input = Files.write(folder.resolve("input.wav"), RawFiles.wav(1, 1, 44_100, 16, samples.length, samples));
        try (FileChannel channel = FileChannel.open(input, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ChunkTail.append(channel, ByteOrder.LITTLE_ENDIAN, "PEAK", new byte[16]);
            for (Field chunk : wavChunks()) {
                ChunkTail.append(channel, ByteOrder.LITTLE_ENDIAN, chunk.id(), chunk.bytes());
            }
        }

        try (AudioReader reader = AudioReader.open(input, AudioLimits.DEFAULT)) {
            Carried processed = reader.format().carried().processed("Fader: a test");
            Signals.write(
                    folder.resolve("output.wav"),
                    AudioOutput.like(reader.format(), AudioEncoding.WAV_16, Quantization.exact())
                            .carrying(processed),
                    Signals.readAll(reader));
        }

        try (AudioReader reader = AudioReader.open(folder.resolve("output.wav"), AudioLimits.DEFAULT)) {
            Carried carried = reader.format().carried();
            assertThat(carried.fields()).startsWith(wavChunks().toArray(Field[]::new));
            assertThat(carried.texts()).containsExactly(Text.of("processing", "Fader: a test"));
            assertThat(Signals.readAll(reader)).isDeepEqualTo(Signals.read(input));
        }
    }

    @Test
    void theLanguageOfATrackIsCarried() throws IOException {
        Carried german = Carried.NOTHING.plus(new Field(Place.TRACK, "language", new byte[] {'d', 'e', 'u'}));

        assertThat(writtenAndRead(AudioEncoding.ALAC_16, german)).isEqualTo(german);
    }

    @Test
    void chunksOfAWave64FileBecomeThoseOfAWavFile() throws IOException {
        byte[] bext = new byte[602];
        bext[0] = 'T';
        byte[] file = RawFiles.w64(2, 44_100, 16, new byte[4000]);
        ByteBuffer longer = ByteBuffer.allocate(file.length + 24 + 608).order(ByteOrder.LITTLE_ENDIAN);
        longer.put(file)
                .put("bext".getBytes(StandardCharsets.US_ASCII))
                .put(HexFormat.of().parseHex("f3acd3118cd100c04f8edb8a"))
                .putLong(24 + 602)
                .put(bext);
        longer.putLong(16, longer.capacity());

        try (AudioReader reader =
                AudioReader.open(Files.write(folder.resolve("a.w64"), longer.array()), AudioLimits.DEFAULT)) {
            assertThat(reader.format().carried().fields()).containsExactly(new Field(Place.RIFF, "bext", bext));
        }
    }

    @Test
    void chunksOfAnAiffFileAreCarried() throws IOException {
        Carried chunks = Carried.NOTHING
                .plus(new Field(Place.AIFF, "NAME", "A name".getBytes(StandardCharsets.US_ASCII)))
                .plus(new Field(Place.AIFF, "MARK", new byte[] {0, 1, 0, 1, 0, 0, 0, 9, 2, 'o', 'n', 0}))
                .plus(new Field(Place.AIFF, "APPL", "fadrodd".getBytes(StandardCharsets.US_ASCII)));

        assertThat(writtenAndRead(AudioEncoding.AIFF_16, chunks)).isEqualTo(chunks);
        assertThat(chunks.values("title")).containsExactly("A name");
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
            assertThat(reader.format().carried().texts()).containsExactly(Text.of("title", "Müßiggang"));
        }
    }
}
