package dev.fader.trainer.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fader.trainer.audio.AudioException.Reason;
import dev.fader.trainer.tags.Carried;
import dev.fader.trainer.tags.CarriedFile;
import dev.fader.trainer.tags.Field;
import dev.fader.trainer.tags.Picture;
import dev.fader.trainer.tags.Place;
import dev.fader.trainer.tags.Text;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tags that are wrong by chance or by intent, and fields at random. */
class HostileTagsTest {

    /** An encoding for each container, and a place whose fields it takes as they are. */
    private static final Map<AudioEncoding, Place> PLACES = Map.of(
            AudioEncoding.WAV_16, Place.RIFF,
            AudioEncoding.AIFF_16, Place.AIFF,
            AudioEncoding.FLAC_16, Place.COMMENT,
            AudioEncoding.MP3, Place.ID3V23,
            AudioEncoding.ALAC_16, Place.ATOM,
            AudioEncoding.OPUS, Place.COMMENT);

    @TempDir
    Path folder;

    private List<String> write(Path file, AudioEncoding encoding, Carried carried) throws IOException {
        double[][] music = Signals.music(48_000, 1, 3_000, 16);
        try (AudioWriter writer =
                AudioWriter.create(file, AudioOutput.of(encoding, 48_000, 1).carrying(carried))) {
            writer.write(music, 0, music[0].length);
            writer.finish();
            return writer.remarks();
        }
    }

    private static Carried read(Path file) throws IOException {
        try (AudioReader reader = AudioReader.open(file, AudioLimits.DEFAULT)) {
            return reader.format().carried();
        }
    }

    private static String idFor(Place place, Random random) {
        int letters = place == Place.COMMENT ? 1 + random.nextInt(20) : 4;
        StringBuilder id = new StringBuilder(place == Place.RIFF || place == Place.AIFF ? "x" : "X");
        while (id.length() < letters) {
            id.append((char) ('A' + random.nextInt(26)));
        }
        return id.toString();
    }

    @ParameterizedTest
    @EnumSource(
            value = AudioEncoding.class,
            names = {"WAV_16", "AIFF_16", "FLAC_16", "MP3", "ALAC_16", "OPUS"})
    void fieldsOfAnyBytesAreCarriedAsTheyAre(AudioEncoding encoding) throws IOException {
        Place place = PLACES.get(encoding);
        Path file = folder.resolve("a");
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            List<Field> fields = new ArrayList<>();
            for (int i = random.nextInt(30); i >= 0; i--) {
                byte[] bytes = new byte[2 + random.nextInt(random.nextInt(10) == 0 ? 100_000 : 300)];
                random.nextBytes(bytes);
                // flags that ask for nothing
                Arrays.fill(bytes, 0, place == Place.ID3V23 ? 2 : 0, (byte) 0);
                fields.add(new Field(place, idFor(place, random), bytes));
            }

            List<String> remarks = write(file, encoding, new Carried(fields, List.of()));

            assertThat(read(file).fields()).as("seed %d", seed).isEqualTo(fields);
            assertThat(remarks).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = AudioEncoding.class,
            names = {"WAV_16", "AIFF_16", "FLAC_16", "MP3", "ALAC_16", "OPUS"})
    void mutatedTagsAreReadOrRefusedAndCrossWithoutACrash(AudioEncoding encoding) throws IOException {
        Carried carried = Carried.of(
                        Text.of("title", "A title"),
                        Text.of("artist", "One", "Two"),
                        Text.of("producer", "Quincy"),
                        Text.of("comment", "A comment"),
                        Text.of("musicbrainz_trackid", "d6a3"))
                .plus(new Picture("image/png", 3, "front", new byte[200]));
        Path good = folder.resolve("good");
        write(good, encoding, carried);
        byte[] bytes = Files.readAllBytes(good);
        Path bad = folder.resolve("bad");
        Random random = new Random(7);
        for (int i = 0; i < 150; i++) {
            byte[] mutated = bytes.clone();
            for (int n = 1 + random.nextInt(8); n > 0; n--) {
                // tags lie at one end or the other
                int at = random.nextInt(Math.min(1200, mutated.length));
                mutated[random.nextBoolean() ? at : mutated.length - 1 - at] = (byte) random.nextInt(256);
            }
            Files.write(bad, mutated);
            try (FileChannel channel = FileChannel.open(bad)) {
                Carried found = CarriedFile.read(channel).orElse(Carried.NOTHING);
                found.texts();
                found.pictures();
                for (AudioEncoding other : PLACES.keySet()) {
                    new TagWriter(AudioOutput.of(other, 48_000, 1)
                            .carrying(found.withoutLevels().processed("x")));
                }
            } catch (CarriedFile.TooMuchException refused) {
                assertThat(refused).hasMessageContaining("which is the most that is kept");
            }
        }
    }

    private static void append(Path file, Field chunk) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ChunkTail.append(channel, ByteOrder.LITTLE_ENDIAN, chunk.id(), chunk.bytes());
        }
    }

    @Test
    void moreThanIsKeptIsRefusedWithWhatToDo() throws IOException {
        Path file = folder.resolve("a.wav");
        write(file, AudioEncoding.WAV_16, Carried.NOTHING);
        append(file, new Field(Place.RIFF, "xBIG", new byte[25 << 20]));

        assertThatThrownBy(() -> read(file))
                .isInstanceOfSatisfying(
                        AudioException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.LIMIT_METADATA))
                .hasMessage("a.wav carries more than 24 MiB of tags and pictures, which is the most that is kept:"
                        + " export it with less beside its sound");
    }

    @Test
    void whatIsWrittenIsNeverMoreThanIsReadAgain() throws IOException {
        Path file = folder.resolve("a.opus");
        // in base 64 it takes a third more
        Carried carried = Carried.of(Text.of("title", "T")).plus(TagsTest.picture(19 << 20, 3, ""));

        List<String> remarks = write(file, AudioEncoding.OPUS, carried);

        assertThat(remarks)
                .containsExactly(
                        "Opus has no place for METADATA_BLOCK_PICTURE of 26563980 bytes beyond the 24 MiB that are kept");
        assertThat(read(file).values("title")).containsExactly("T");
    }

    @Test
    void tooManyTagsAreRefused() throws IOException {
        Path file = folder.resolve("a.wav");
        write(file, AudioEncoding.WAV_16, Carried.NOTHING);
        byte[] frame = {'T', 'X', 'X', 'X', 0, 0, 0, 0, 0, 0};
        ByteBuffer tag = ByteBuffer.allocate(10 + 20_001 * frame.length);
        tag.put(new byte[] {'I', 'D', '3', 3, 0, 0, 0, 12, 26, 74});
        while (tag.hasRemaining()) {
            tag.put(frame);
        }
        append(file, new Field(Place.RIFF, "id3 ", tag.array()));

        assertThatThrownBy(() -> read(file)).hasMessageContaining("carries more than 20000 tags");
    }

    @ParameterizedTest
    @ValueSource(ints = {(1 << 24) - 33, 17 << 20})
    void aPictureThatFlacCannotHoldIsNamed(int length) throws IOException {
        Path file = folder.resolve("a.flac");
        Carried carried = Carried.of(Text.of("title", "T")).plus(new Picture("image/jpeg", 3, "", new byte[length]));

        List<String> remarks = write(file, AudioEncoding.FLAC_16, carried);

        assertThat(remarks)
                .containsExactly(
                        "FLAC has no place for PICTURE of " + (length + 42) + " bytes, since its blocks hold 16 MiB");
        assertThat(read(file).values("title")).containsExactly("T");
    }

    @Test
    void framesThatClaimMoreThanTheirTagHasAreLeftOutWithARemark() throws IOException {
        Path file = folder.resolve("a.mp3");
        write(file, AudioEncoding.MP3, Carried.of(Text.of("title", "T"), Text.of("album", "A")));
        byte[] bytes = Files.readAllBytes(file);
        int album = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("TALB");
        ByteBuffer.wrap(bytes).putInt(album + 4, 0x7f7f7f7f);
        Files.write(file, bytes);

        Carried carried = read(file);

        assertThat(carried.values("title")).containsExactly("T");
        assertThat(carried.remarks()).hasSize(1).first().asString().contains("ID3 tag is no frame");
        assertThat(write(folder.resolve("copy.mp3"), AudioEncoding.MP3, carried))
                .isEqualTo(carried.remarks());
    }

    @Test
    void whatIsNotReadAtTheEndOfAnMp3FileIsNamed() throws IOException {
        Path file = folder.resolve("a.mp3");
        write(file, AudioEncoding.MP3, Carried.of(Text.of("title", "T")));
        Files.writeString(file, "LYRICSBEGINLYR00003abc000024LYRICS200", StandardOpenOption.APPEND);

        Carried carried = read(file);

        assertThat(carried.values("title")).containsExactly("T");
        assertThat(carried.remarks()).containsExactly("the Lyrics3 tag at its end is left out");
    }

    @Test
    void theLoudnessThatIxmlTellsIsRemarkedWhenTheSoundChanged() {
        Carried carried = Carried.NOTHING.plus(new Field(
                Place.RIFF,
                "iXML",
                "<BWFXML><LOUDNESS/><LOUDNESS></LOUDNESS></BWFXML>".getBytes(StandardCharsets.UTF_8)));

        assertThat(carried.withoutLevels().fields()).isEqualTo(carried.fields());
        assertThat(carried.withoutLevels().remarks())
                .containsExactly("the loudness that its iXML tells is that of the input");
    }
}
