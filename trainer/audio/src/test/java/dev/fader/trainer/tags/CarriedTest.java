package dev.fader.trainer.tags;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CarriedTest {

    private static final Text TITLE = Text.of("title", "A song");

    /** As a file of a kind would carry texts. */
    private static Carried in(Carrier carrier, Text... texts) {
        return new Carried(Crossing.into(carrier, Carried.of(texts)).fields(), List.of());
    }

    private static Field comment(String id, String value) {
        return Field.utf8(Place.COMMENT, id, value);
    }

    /** Of ID3v2.4, in UTF-8. */
    private static Field frame(String id, String content) {
        return Field.utf8(Place.ID3V24, id, "\0\0\3" + content);
    }

    @ParameterizedTest
    @EnumSource(Carrier.class)
    void aChangedSoundLosesItsPlaybackGainsInEveryContainer(Carrier carrier) {
        Carried carried = in(
                carrier,
                TITLE,
                Text.of("replaygain_album_gain", "-7 dB"),
                Text.of("r128_track_gain", "-512"),
                Text.of("comment:iTunNORM", " 00000A2C"),
                Text.of("mp3gain_minmax", "1,2"),
                Text.of("isrc", "DEZ651700123"));

        assertThat(carried.withoutLevels().texts())
                .extracting(Text::values)
                .containsExactly(List.of("A song"), List.of("DEZ651700123"));
    }

    @Test
    void framesThatHoldGainsGoToo() {
        Carried carried = new Carried(
                List.of(frame("TIT2", "A"), frame("RVA2", "album\0\1"), frame("POPM", "a@b\0\304")), List.of());

        assertThat(carried.withoutLevels().fields()).extracting(Field::id).containsExactly("TIT2", "POPM");
    }

    @ParameterizedTest
    @EnumSource(Carrier.class)
    void aRemixOfARemixTellsOfBothInEveryContainer(Carrier carrier) {
        Carried once = in(carrier, TITLE).processed("Fader: one");
        Carried written = new Carried(Crossing.into(carrier, once).fields(), List.of());

        Carried twice = written.processed("Fader: two");

        assertThat(twice.values("processing")).containsExactly("Fader: one | Fader: two");
        assertThat(Crossing.into(carrier, twice).fields()).hasSize(carrier == Carrier.WAV ? 3 : 2);
    }

    @Test
    void aPassageHasNothingThatPointsAtMoments() {
        List<Field> timeless = List.of(
                frame("TIT2", "A"),
                comment("TITLE", "A"),
                new Field(Place.RIFF, "bext", new byte[602]),
                new Field(Place.RIFF, "LIST", "INFO".getBytes(StandardCharsets.US_ASCII)),
                new Field(Place.BLOCK, "PICTURE", new byte[40]));
        List<Field> all = new ArrayList<>(timeless);
        all.add(frame("CHAP", "ch0\0"));
        all.add(comment("CHAPTER001", "00:00:00.000"));
        all.add(comment("CHAPTER001NAME", "One"));
        all.add(new Field(Place.RIFF, "cue ", new byte[28]));
        all.add(new Field(Place.RIFF, "LIST", "adtl".getBytes(StandardCharsets.US_ASCII)));
        all.add(new Field(Place.BLOCK, "CUESHEET", new byte[400]));
        all.add(new Field(Place.USER_DATA, "chpl", new byte[9]));

        assertThat(new Carried(all, List.of()).ofPassage().fields()).isEqualTo(timeless);
    }

    @ParameterizedTest
    @CsvSource({
        "MP3, CHAP, MP3 has no place for CUESHEET",
        "FLAC, CUESHEET, FLAC has no place for CHAP",
        "M4A, covr, M4A has no place for CHAP",
        "WAV, iXML, WAV has no place for CUESHEET",
    })
    void whatHasNoCounterpartIsNamedAndWhatHasAPlaceIsNot(Carrier carrier, String kept, String remark) {
        Carried carried = new Carried(
                List.of(
                        new Field(Place.ID3V23, "CHAP", new byte[30]),
                        new Field(Place.BLOCK, "CUESHEET", new byte[400]),
                        new Field(Place.RIFF, "iXML", new byte[30]),
                        FlacPicture.field(new Picture("image/png", 3, "", new byte[20]))),
                List.of());

        Crossing crossing = Crossing.into(carrier, carried);

        assertThat(crossing.remarks()).contains(remark);
        assertThat(crossing.fields()).extracting(Field::id).contains(kept);
        assertThat(crossing.remarks()).noneMatch(said -> said.endsWith(" " + kept));
    }

    @Test
    void remarksAreBoundedAndPrintable() {
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            fields.add(new Field(Place.RIFF, "\1\n" + i, new byte[4]));
        }

        List<String> remarks =
                Crossing.into(Carrier.FLAC, new Carried(fields, List.of())).remarks();

        assertThat(remarks).hasSize(51).last().isEqualTo("FLAC has no place for 950 more");
        assertThat(remarks).allMatch(remark -> remark.matches("\\P{Cntrl}{1,200}"));
    }

    @Test
    void placesThatDisagreeAreNamed() {
        byte[] old = new byte[128];
        ByteBuffer.wrap(old).put("TAGA very long title of mor".getBytes(StandardCharsets.US_ASCII));
        ByteBuffer.wrap(old).position(33).put("Somebody".getBytes(StandardCharsets.US_ASCII));
        old[127] = -1;
        Carried carried = new Carried(
                List.of(
                        frame("TIT2", "A very long title of more than thirty letters"),
                        frame("TPE1", "Nobody"),
                        new Field(Place.ID3V1, "TAG", old)),
                List.of());

        assertThat(Crossing.into(Carrier.FLAC, carried).remarks())
                .containsExactly("FLAC has no place for artist 'Somebody' among its ID3v1 beside another");
        assertThat(Crossing.into(Carrier.MP3, carried).remarks()).isEmpty();
    }

    @Test
    void numbersAndDatesAreJoinedAndParted() {
        Map<String, String> numbers =
                Map.of("TRACKNUMBER", "3", "TRACKTOTAL", "12", "DISCNUMBER", "1", "TOTALDISCS", "2");
        Carried flac = new Carried(
                numbers.entrySet().stream()
                        .map(number -> comment(number.getKey(), number.getValue()))
                        .toList(),
                List.of());
        Carried old = new Carried(
                List.of(
                        Field.utf8(Place.ID3V23, "TYER", "\0\0\0" + "2024"),
                        Field.utf8(Place.ID3V23, "TDAT", "\0\0\0" + "1705"),
                        Field.utf8(Place.ID3V23, "TCON", "\0\0\0" + "(17)")),
                List.of());

        assertThat(flac.values("track")).containsExactly("3/12");
        assertThat(flac.values("disc")).containsExactly("1/2");
        assertThat(Crossing.into(Carrier.FLAC, Carried.of(Text.of("track", "3/12")))
                        .fields())
                .containsExactly(comment("TRACKNUMBER", "3"), comment("TRACKTOTAL", "12"));
        assertThat(old.values("date")).containsExactly("2024-05-17");
        assertThat(old.values("genre")).containsExactly("Rock");
    }

    @Test
    void whatComesFromOneLanguageGoesToTheTrack() {
        List<Field> fields = Crossing.into(Carrier.M4A, new Carried(List.of(comment("LANGUAGE", "deu")), List.of()))
                .fields();

        assertThat(fields).contains(Field.utf8(Place.TRACK, "language", "deu"));
    }
}
