package dev.fader.trainer.tags;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** The list of comments that FLAC and Ogg files share (xiph.org, Vorbis I specification, §5). */
public final class VorbisComments {

    /** What FFmpeg calls itself where nothing of its build goes into a file. */
    private static final String VENDOR = "ffmpeg";

    /** Where a FLAC file's channels belong, which is the sound's to say. */
    private static final String CHANNEL_MASK = "WAVEFORMATEXTENSIBLE_CHANNEL_MASK";

    private VorbisComments() {}

    /** What tells a FLAC decoder the places of channels that are not mono or stereo. */
    public static Field channelMask(long mask) {
        return Field.utf8(Place.COMMENT, CHANNEL_MASK, "0x%x".formatted(mask));
    }

    /** @param bytes from the vendor's length on. @return where the list ends */
    static int read(byte[] bytes, Collector into) {
        ByteBuffer list = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (!skip(list) || list.remaining() < 4) {
            into.remark("its comments are malformed and are left out");
            return bytes.length;
        }
        long count = list.getInt() & 0xffffffffL;
        for (long i = 0; i < count; i++) {
            int from = list.position() + 4;
            if (!skip(list)) {
                into.remark("of the " + count + " comments that it announces only " + i + " are whole");
                return bytes.length;
            }
            byte[] comment = Arrays.copyOfRange(bytes, from, list.position());
            int name = 0;
            while (name < comment.length && comment[name] != '=') {
                name++;
            }
            if (name == 0 || name == comment.length) {
                into.remark("a comment without a name is left out");
            } else {
                String id = new String(comment, 0, name, StandardCharsets.UTF_8);
                if (!id.equalsIgnoreCase(CHANNEL_MASK)) {
                    into.add(new Field(Place.COMMENT, id, Arrays.copyOfRange(comment, name + 1, comment.length)));
                }
            }
        }
        return list.position();
    }

    /** Passes a length and what it counts. @return false where it is not there */
    private static boolean skip(ByteBuffer list) {
        if (list.remaining() < 4) {
            return false;
        }
        long length = list.getInt() & 0xffffffffL;
        if (length > list.remaining()) {
            return false;
        }
        list.position(list.position() + (int) length);
        return true;
    }

    static Meaning meaning(Field comment) {
        if (comment.id().equalsIgnoreCase(FlacPicture.COMMENT)) {
            return Meaning.Covers.of(FlacPicture.read(Base64.getMimeDecoder().decode(comment.bytes())));
        }
        return Meaning.Texts.of(TagTable.ofComment(comment.id()), List.of(comment.utf8()));
    }

    static void write(Text text, List<Field> to) {
        String[] numbers = text.first().split("/", 2);
        boolean counted = (text.isNamed("track") || text.isNamed("disc")) && numbers.length == 2;
        if (counted) {
            to.add(Field.utf8(Place.COMMENT, TagTable.comment(text.name()), numbers[0]));
            to.add(Field.utf8(Place.COMMENT, text.isNamed("track") ? "TRACKTOTAL" : "DISCTOTAL", numbers[1]));
            return;
        }
        // a name of these comments has no equals sign and no character beyond ASCII
        String name = TagTable.comment(text.name()).replaceAll("[^ -<>-}]", "_");
        text.values().forEach(value -> to.add(Field.utf8(Place.COMMENT, name, value)));
    }

    /** @return the list of the fields that are comments, from the vendor's length on */
    public static byte[] of(List<Field> fields) {
        List<Field> comments =
                fields.stream().filter(field -> field.place() == Place.COMMENT).toList();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] vendor = VENDOR.getBytes(StandardCharsets.US_ASCII);
        out.writeBytes(little(vendor.length));
        out.writeBytes(vendor);
        out.writeBytes(little(comments.size()));
        for (Field comment : comments) {
            out.writeBytes(little(length(comment) - 4));
            out.writeBytes(comment.id().getBytes(StandardCharsets.UTF_8));
            out.write('=');
            out.writeBytes(comment.bytes());
        }
        return out.toByteArray();
    }

    /** In the list, with the length in front of it. */
    static int length(Field comment) {
        return 4 + comment.id().getBytes(StandardCharsets.UTF_8).length + 1 + comment.length();
    }

    private static byte[] little(int number) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(number)
                .array();
    }
}
