package dev.fader.trainer.audio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.schemas.remix.Loudness;
import dev.fader.schemas.remix.OutputFormat;
import dev.fader.trainer.tags.Carried;
import dev.fader.trainer.tags.Field;
import dev.fader.trainer.tags.Place;
import dev.fader.trainer.tags.Text;
import java.io.IOException;
import java.io.InputStream;
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
import org.junit.jupiter.params.provider.ValueSource;

/** Files as other programs tag them, and what a copy of them must still say. */
class CarriedCasesTest {

    @TempDir
    Path folder;

    private Path input(String name) throws IOException {
        try (InputStream bytes = CarriedCasesTest.class.getResourceAsStream("carried/" + name)) {
            return Files.write(folder.resolve(name), bytes.readAllBytes());
        }
    }

    private static Carried carriedBy(Path file) throws IOException {
        try (AudioReader reader = AudioReader.open(file, AudioLimits.DEFAULT)) {
            return reader.format().carried();
        }
    }

    /** A copy in the container asked for. @return what could not be carried */
    private List<String> copy(Path input, OutputFormat format) throws IOException {
        try (AudioReader reader = AudioReader.open(input, AudioLimits.DEFAULT)) {
            AudioOutput output = AudioOutput.of(format, reader.format(), Quantization.exact());
            double[][] sound = Signals.readAll(reader);
            try (AudioWriter writer = AudioWriter.create(folder.resolve("output"), output)) {
                writer.write(sound, 0, sound[0].length);
                writer.finish();
                return writer.remarks();
            }
        }
    }

    private Carried copied(Path input, OutputFormat format) throws IOException {
        copy(input, format);
        return carriedBy(folder.resolve("output"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "07_flac_multi_comment.flac",
                "07b_opus_language.opus",
                "07c_id3.mp3",
                "07d_ape_only.mp3",
                "07e_atoms.m4a",
                "07f_bext_and_info.wav"
            })
    void theSameContainerCarriesTheSameFieldsInTheSameOrderToTheByte(String name) throws IOException {
        Path input = input(name);

        List<String> remarks = copy(input, OutputFormat.SAME);

        assertThat(carriedBy(folder.resolve("output"))).isEqualTo(carriedBy(input));
        assertThat(carriedBy(input).fields()).isNotEmpty();
        assertThat(remarks).isEmpty();
    }

    @Test
    void flacKeepsCommentsAsTheyWereAndItsCueSheet() throws IOException {
        assertThat(copied(input("07_flac_multi_comment.flac"), OutputFormat.SAME)
                        .fields())
                .extracting(field -> field.place() == Place.COMMENT ? field.id() + "=" + field.utf8() : field.id())
                .containsExactly(
                        "CUESHEET",
                        "ARTIST=Alpha",
                        "ARTIST=Beta",
                        "COMMENT=my comment",
                        "DESCRIPTION=my description",
                        "ENCODER=MyStudio 3");
    }

    @Test
    void opusKeepsCommentsAsTheyWere() throws IOException {
        assertThat(copied(input("07b_opus_language.opus"), OutputFormat.SAME).fields())
                .extracting(field -> field.id() + "=" + field.utf8())
                .containsExactly(
                        "ENCODER=opusenc from opus-tools 0.2",
                        "LANGUAGE=deu",
                        "COMMENT=C",
                        "DESCRIPTION=D",
                        "artist=Alpha",
                        "artist=Beta",
                        "ENCODER_OPTIONS=--serial 3");
    }

    @Test
    void mp3KeepsFramesThatNobodyUnderstands() throws IOException {
        Carried carried = copied(input("07c_id3.mp3"), OutputFormat.SAME);

        assertThat(carried.fields())
                .extracting(Field::id)
                .containsExactly("TIT2", "TPE1", "COMM", "USLT", "TIPL", "UFID", "WOAR", "WXXX", "POPM", "TXXX");
        assertThat(carried.values("artist")).containsExactly("Alpha", "Beta");
        assertThat(carried.values("producer")).containsExactly("Quincy");
        assertThat(carried.values("url:shop")).containsExactly("http://example.org/b");
    }

    @Test
    void apeTagsAreReadAndKept() throws IOException {
        Carried carried = copied(input("07d_ape_only.mp3"), OutputFormat.SAME);

        assertThat(carried.values("title")).containsExactly("Apé");
        assertThat(carried.values("artist")).containsExactly("Only");
        assertThat(carried.values("isrc")).containsExactly("DEXXX2600001");
    }

    @Test
    void mp4KeepsItsAtoms() throws IOException {
        Carried carried = copied(input("07e_atoms.m4a"), OutputFormat.SAME);

        assertThat(carried.fields())
                .extracting(Field::id)
                .containsExactly("©too", "©nam", "cpil", "tmpo", "rtng", "pgap", "soar", "trkn");
        assertThat(carried.values("bpm")).containsExactly("128");
        assertThat(carried.values("itunesadvisory")).containsExactly("4");
        assertThat(carried.values("artistsort")).containsExactly("Sort A");
    }

    @Test
    void broadcastFieldsAndTextsOfAWavFileDoNotOverwriteEachOther() throws IOException {
        Carried carried = copied(input("07f_bext_and_info.wav"), OutputFormat.SAME);

        assertThat(carried.values("description")).containsExactly("Desc");
        assertThat(carried.values("origination_date")).containsExactly("2024-05-06");
        assertThat(carried.values("comment")).containsExactly("Cm");
        assertThat(carried.values("date")).containsExactly("2020-01-01");
        assertThat(carried.values("keywords")).containsExactly("k1; k2");
        assertThat(carried.values("engineer")).containsExactly("Engineer");
    }

    @Test
    void broadcastLoudnessIsBroughtUpToTheOutputs() throws IOException {
        copy(input("07f_bext_and_info.wav"), OutputFormat.SAME);
        Path output = folder.resolve("output");

        BroadcastChunk.tellLoudness(output, new Loudness(-17.344, -0.5, 6.25));

        Field before = carriedBy(input("07f_bext_and_info.wav")).fields().getFirst();
        Field after = carriedBy(output).fields().getFirst();
        ByteBuffer loudness = ByteBuffer.wrap(after.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(loudness.getShort(346)).isEqualTo((short) 2);
        assertThat(List.of(loudness.getShort(412), loudness.getShort(414), loudness.getShort(416)))
                .containsExactly((short) -1734, (short) 625, (short) -50);
        // momentary and short-term maxima are not measured
        assertThat(loudness.getInt(418)).isEqualTo(0x7fff7fff);
        assertThat(Arrays.copyOf(after.bytes(), 346)).isEqualTo(Arrays.copyOf(before.bytes(), 346));
    }

    @ParameterizedTest
    @CsvSource({
        "07_flac_multi_comment.flac, mp3, MP3 has no place for CUESHEET",
        "07c_id3.mp3, flac, FLAC has no place for POPM",
        "07c_id3.mp3, flac, FLAC has no place for the language of COMM (eng)",
        "07c_id3.mp3, aac, M4A has no place for POPM"
    })
    void whatHasNoPlaceElsewhereIsNamed(String name, OutputFormat format, String remark) throws IOException {
        assertThat(copy(input(name), format)).contains(remark);
    }

    @Test
    void id3CrossesToFlacByTheTable() throws IOException {
        assertThat(copied(input("07c_id3.mp3"), OutputFormat.FLAC).fields())
                .extracting(field -> field.id() + "=" + field.utf8())
                .containsExactly(
                        "TITLE=T",
                        "ARTIST=Alpha",
                        "ARTIST=Beta",
                        "COMMENT=plain comment",
                        "LYRICS=la la la",
                        "PRODUCER=Quincy",
                        "MUSICBRAINZ_TRACKID=d6a3c1b2",
                        "WEBSITE=http://example.org/a",
                        "URL:SHOP=http://example.org/b",
                        "MUSICBRAINZ_ALBUMID=abc");
    }

    @Test
    void atomsCrossToId3ByTheTable() throws IOException {
        Carried carried = copied(input("07e_atoms.m4a"), OutputFormat.MP3);

        assertThat(carried.fields())
                .extracting(Field::id)
                .containsExactly("TSSE", "TIT2", "TCMP", "TBPM", "TXXX", "TXXX", "TSOP", "TRCK");
        assertThat(carried.values("itunesgapless")).containsExactly("1");
        assertThat(carried.values("track")).containsExactly("0/12");
    }

    @ParameterizedTest
    @CsvSource({"07c_id3.mp3, wav", "07d_ape_only.mp3, flac", "07e_atoms.m4a, opus", "07f_bext_and_info.wav, aac"})
    void textsAreTheSameWhereverTheyCrossTo(String name, OutputFormat format) throws IOException {
        Path input = input(name);

        copy(input, format);

        for (Text text : carriedBy(input).texts()) {
            assertThat(carriedBy(folder.resolve("output")).values(text.name()))
                    .as(text.name())
                    .isEqualTo(text.values());
        }
    }

    @Test
    void anIndependentDemuxerReadsWhatIsWritten() throws IOException {
        copy(input("07c_id3.mp3"), OutputFormat.SAME);

        assertThat(Independent.texts(folder.resolve("output")))
                .containsEntry("title", "T")
                // of several values it reads the first
                .containsEntry("artist", "Alpha")
                .containsEntry("lyrics-eng", "la la la")
                .containsEntry("musicbrainz album id", "abc");
        assertThat(new String(Files.readAllBytes(folder.resolve("output")), StandardCharsets.ISO_8859_1))
                .startsWith("ID3\4");
    }
}
