package dev.fader.trainer.tags;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tags of all versions of ID3v2, byte by byte as other programs write them. */
class Id3VersionsTest {

    private static final HexFormat HEX = HexFormat.of();

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] tag(int version, int flags, byte[] body) {
        return ByteBuffer.allocate(10 + body.length)
                .put(latin("ID3"))
                .put(new byte[] {(byte) version, 0, (byte) flags})
                .putInt(body.length >> 7 << 8 | body.length & 0x7f)
                .put(body)
                .array();
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] frame(String id, int size, int flags, byte[] content) {
        return join(
                latin(id),
                ByteBuffer.allocate(6).putInt(size).putShort((short) flags).array(),
                content);
    }

    /** What follows the header, less the padding. */
    private static String framesOf(byte[] tag) {
        return new String(tag, 10, tag.length - 10, StandardCharsets.ISO_8859_1).replaceAll("\0+$", "");
    }

    private static Carried read(byte[] tag) {
        Collector found = new Collector();
        Id3Tag.read(tag, found);
        return found.carried();
    }

    @Test
    void framesOfThreeLettersAreReadAndKept() {
        byte[] tag = tag(2, 0, join(latin("TT2\0\0\2\0A"), latin("TP1\0\0\2\0B"), latin("PIC\0\0\7\0PNG\3\0x")));

        Carried carried = read(tag);

        assertThat(carried.values("title")).containsExactly("A");
        assertThat(carried.values("artist")).containsExactly("B");
        assertThat(carried.pictures()).containsExactly(new Picture("image/png", Picture.FRONT_COVER, "", latin("x")));
        assertThat(framesOf(Id3Tag.of(carried.fields()))).isEqualTo(framesOf(tag));
    }

    @Test
    void zerosThatWereInsertedIntoAWholeTagAreTakenOut() {
        // UTF-16 begins with ff fe, which looks like sound
        byte[] content = HEX.parseHex("01ff00fe41004200");
        byte[] tag = tag(3, 0x80, frame("TIT2", content.length - 1, 0, content));

        assertThat(read(tag).values("title")).containsExactly("AB");
    }

    @Test
    void framesWithZerosAndALengthInFrontAreReadAndCarriedAsTheyAre() {
        byte[] content = HEX.parseHex("0000000601ff00fe4100");
        byte[] tag = tag(4, 0, frame("TIT2", content.length, 0x0003, content));

        Carried carried = read(tag);

        assertThat(carried.values("title")).containsExactly("A");
        assertThat(framesOf(Id3Tag.of(carried.fields()))).isEqualTo(framesOf(tag));
    }

    @Test
    void whatIsCompressedIsCarriedAndNotGuessedAt() {
        byte[] tag = tag(4, 0, frame("TIT2", 9, 0x0009, HEX.parseHex("000000aa789c010203")));

        Carried carried = read(tag);

        assertThat(carried.texts()).isEmpty();
        assertThat(framesOf(Id3Tag.of(carried.fields()))).isEqualTo(framesOf(tag));
        assertThat(Crossing.into(Carrier.FLAC, carried).remarks()).containsExactly("FLAC has no place for TIT2");
    }

    @Test
    void oldNamesInNewTagsAndEmptyFramesAreSeen() {
        byte[] tag = tag(
                3,
                0,
                join(
                        frame("TCP\0", 2, 0, latin("\0001")),
                        frame("TS2 ", 2, 0, latin("\0S")),
                        frame("TIT2", 0, 0, latin("")),
                        frame("TALB", 1, 0, latin("\0"))));

        Carried carried = read(tag);

        assertThat(carried.texts()).containsExactly(Text.of("compilation", "1"), Text.of("albumartistsort", "S"));
        assertThat(carried.fields()).hasSize(4);
        assertThat(carried.remarks()).isEmpty();
    }

    @Test
    void anExtendedHeaderIsPassed() {
        byte[] v23 = tag(3, 0x40, join(HEX.parseHex("00000006000000000000"), frame("TIT2", 2, 0, latin("\0A"))));
        byte[] v24 = tag(4, 0x40, join(HEX.parseHex("000000060100"), frame("TIT2", 2, 0, latin("\0A"))));

        assertThat(read(v23).values("title")).containsExactly("A");
        assertThat(read(v24).values("title")).containsExactly("A");
    }

    @Test
    void sizesOfEightBitsAByteAsITunesWroteThemAreSeen() {
        byte[] longText = latin("\0" + "x".repeat(0x1ff));
        byte[] tag =
                tag(4, 0, join(frame("TIT2", 0x200, 0, longText), frame("TALB", 2, 0, latin("\0B")), new byte[20]));

        Carried carried = read(tag);

        assertThat(carried.values("title").getFirst()).hasSize(0x1ff);
        assertThat(carried.values("album")).containsExactly("B");
    }

    @ParameterizedTest
    @EnumSource(
            value = Place.class,
            names = {"ID3V22", "ID3V23", "ID3V24"})
    void aVersionIsKeptAndWhatIsAddedIsWrittenInIt(Place version) {
        String id = version == Place.ID3V22 ? "TT2" : "TIT2";
        byte[] flags = new byte[version == Place.ID3V22 ? 0 : 2];
        Carried carried = new Carried(List.of(new Field(version, id, join(flags, latin("\0A")))), List.of())
                .plus(
                        Text.of("producer", "Quincy"),
                        Text.of("performer", "Jane (violin)"),
                        Text.of("url:shop", "http://example.org/b"),
                        Text.of("website", "http://東京.example"),
                        Text.of("WPAY", "http://example.org/pay"),
                        Text.of("artist", "Zoë", "東京"),
                        Text.of("date", "2024-05-17"),
                        Text.of("processing", "ü"))
                .plus(new Picture("image/png", 4, "back", latin("x")));

        byte[] tag = Id3Tag.of(Crossing.into(Carrier.MP3, carried).fields());

        Carried back = read(tag);
        assertThat(back.fields()).extracting(Field::place).containsOnly(version);
        assertThat(back.values("title")).containsExactly("A");
        assertThat(back.values("artist")).containsExactly("Zoë", "東京");
        assertThat(back.values("date")).containsExactly("2024-05-17");
        assertThat(back.values("processing")).containsExactly("ü");
        assertThat(back.values("producer")).containsExactly("Quincy");
        assertThat(back.values("performer")).containsExactly("Jane (violin)");
        assertThat(back.values("url:shop")).containsExactly("http://example.org/b");
        assertThat(back.values("website")).containsExactly("http://東京.example");
        assertThat(back.values("WPAY")).containsExactly("http://example.org/pay");
        assertThat(back.pictures()).containsExactly(new Picture("image/png", 4, "back", latin("x")));
    }
}
