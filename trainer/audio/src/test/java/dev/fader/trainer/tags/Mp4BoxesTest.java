package dev.fader.trainer.tags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Indexes of MP4 files, box by box as other programs write them. */
class Mp4BoxesTest {

    @TempDir
    Path folder;

    private Carried read(byte[]... inIndex) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(Mp4Boxes.box("ftyp", "M4A \0\0\0\0".getBytes(StandardCharsets.ISO_8859_1)));
        file.writeBytes(Mp4Boxes.box("moov", inIndex));
        Path path = Files.write(folder.resolve("a.m4a"), file.toByteArray());
        try (FileChannel channel = FileChannel.open(path)) {
            return CarriedFile.read(channel).orElseThrow();
        }
    }

    private static byte[] data(int type, String value) {
        return Mp4Boxes.box(
                "data", new byte[] {0, 0, 0, (byte) type, 0, 0, 0, 0}, value.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] list(byte[]... items) {
        byte[] handler = Mp4Boxes.box("hdlr", new byte[8], Mp4Boxes.latin("mdirappl"), new byte[9]);
        return Mp4Boxes.box("meta", new byte[4], handler, Mp4Boxes.box("ilst", items));
    }

    private static byte[] freeForm(String mean, String name, byte[] data) {
        return Mp4Boxes.box(
                "----",
                Mp4Boxes.box("mean", new byte[4], Mp4Boxes.latin(mean)),
                Mp4Boxes.box("name", new byte[4], Mp4Boxes.latin(name)),
                data);
    }

    @Test
    void itemsOfAllKindsAreUnderstoodOrCarriedAsTheyAre() throws IOException {
        Carried carried = read(Mp4Boxes.box(
                "udta",
                list(
                        Mp4Boxes.box("©ART", data(1, "One"), data(1, "Two")),
                        Mp4Boxes.box("gnre", data(0, "\0\22")),
                        Mp4Boxes.box("disk", data(0, "\0\0\0\1\0\2")),
                        freeForm("com.apple.iTunes", "ISRC", data(1, "DEZ651700123")),
                        freeForm("org.example", "thing", data(1, "x")),
                        freeForm("com.apple.iTunes", "iTunSMPB", data(1, " 00000000 00000840")),
                        freeForm("com.apple.iTunes", "secret", data(0, "\1\2")),
                        Mp4Boxes.box("plXX", new byte[] {1, 2, 3}))));

        assertThat(carried.values("artist")).containsExactly("One", "Two");
        assertThat(carried.values("genre")).containsExactly("Rock");
        assertThat(carried.values("disc")).containsExactly("1/2");
        assertThat(carried.values("isrc")).containsExactly("DEZ651700123");
        assertThat(carried.values("org.example:thing")).containsExactly("x");
        // the encoder's delay is the input's
        assertThat(carried.fields()).hasSize(7);
        assertThat(Crossing.into(Carrier.FLAC, carried).remarks())
                .containsExactly("FLAC has no place for the item secret", "FLAC has no place for the atom plXX");
        assertThat(read(Mp4Boxes.of(carried.fields()))).isEqualTo(carried);
    }

    @Test
    void otherUserDataAndQuickTimesOwnTextsAreCarried() throws IOException {
        byte[] keys = Mp4Boxes.box("meta", Mp4Boxes.box("hdlr", new byte[8], Mp4Boxes.latin("mdta"), new byte[9]));
        Carried carried = read(
                keys,
                Mp4Boxes.box(
                        "udta",
                        Mp4Boxes.box("©nam", "\0\3\25\307Abc".getBytes(StandardCharsets.ISO_8859_1)),
                        Mp4Boxes.box("chpl", new byte[9]),
                        list(Mp4Boxes.box("©alb", data(1, "Album")))));

        assertThat(carried.fields())
                .extracting(Field::place, Field::id)
                .containsExactly(
                        tuple(Place.MOVIE, "meta"),
                        tuple(Place.USER_DATA, "©nam"),
                        tuple(Place.USER_DATA, "chpl"),
                        tuple(Place.ATOM, "©alb"));
        assertThat(carried.values("title")).containsExactly("Abc");
        assertThat(Crossing.into(Carrier.OGG, carried).remarks())
                .contains("Opus has no place for chapters", "Opus has no place for the box meta");
    }

    @Test
    void aNumberThatAnItemCannotHoldIsFreeForm() {
        List<Field> fields = Crossing.into(
                        Carrier.M4A, Carried.of(Text.of("bpm", "127.5"), Text.of("track", "A1"), Text.of("disc", "2")))
                .fields();

        assertThat(fields).extracting(Field::id).containsExactly("----", "----", "disk");
        assertThat(new Carried(fields, List.of()).values("bpm")).containsExactly("127.5");
        assertThat(new Carried(fields, List.of()).values("track")).containsExactly("A1");
    }
}
