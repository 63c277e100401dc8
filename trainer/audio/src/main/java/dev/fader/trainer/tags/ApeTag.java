package dev.fader.trainer.tags;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** APEv2 at the end of MP3 files, as some players and MP3Gain write it (wiki.hydrogenaud.io, APEv2 specification). */
final class ApeTag {

    static final int FOOTER_BYTES = 32;
    private static final int HAS_HEADER = 0x80000000;
    private static final int IS_HEADER = 0x20000000;
    private static final int TYPE = 6;
    private static final int BINARY = 2;
    private static final String COVER_BACK = "Cover Art (Back)";

    private ApeTag() {}

    /** @param end of what may be a tag, before an ID3v1 tag */
    static void read(FileBytes file, long end, Collector into) throws IOException {
        ByteBuffer footer = file.at(end - FOOTER_BYTES, FOOTER_BYTES);
        if (footer.limit() < FOOTER_BYTES || !FileBytes.text(footer, 0, 8).equals("APETAGEX")) {
            return;
        }
        long size = footer.getInt(12) & 0xffffffffL;
        long from = end - size;
        if (size < FOOTER_BYTES || from < 0) {
            into.remark("its APE tag claims " + size + " bytes and is left out");
            return;
        }
        into.check(size);
        ByteBuffer items = file.at(from, (int) size - FOOTER_BYTES);
        int at = 0;
        for (int left = footer.getInt(16); left > 0 && at + 9 <= items.limit(); left--) {
            long length = items.getInt(at) & 0xffffffffL;
            int keyEnd = at + 8;
            while (keyEnd < items.limit() && items.get(keyEnd) != 0) {
                keyEnd++;
            }
            if (length > items.limit() - keyEnd - 1) {
                into.remark("what follows " + at + " bytes of its APE tag is no item and is left out");
                return;
            }
            String key = FileBytes.text(items, at + 8, keyEnd - at - 8);
            byte[] bytes = new byte[4 + (int) length];
            items.get(at + 4, bytes, 0, 4).get(keyEnd + 1, bytes, 4, (int) length);
            into.add(new Field(Place.APE, key, bytes));
            at = keyEnd + 1 + (int) length;
        }
    }

    static Meaning meaning(Field item) {
        byte[] bytes = item.bytes();
        boolean binary = (bytes[0] & TYPE) == BINARY;
        if (!binary) {
            String text = new String(bytes, 4, bytes.length - 4, StandardCharsets.UTF_8);
            return Meaning.Texts.of(TagTable.ofApe(item.id()), List.of(text.split("\0", -1)));
        }
        if (!item.id().toLowerCase(Locale.ROOT).startsWith("cover art")) {
            return new Meaning.Opaque(item.id() + " of APEv2");
        }
        int name = 4;
        while (bytes[name] != 0) {
            name++;
        }
        byte[] picture = Arrays.copyOfRange(bytes, name + 1, bytes.length);
        int kind = item.id().equalsIgnoreCase(COVER_BACK) ? Picture.BACK_COVER : Picture.FRONT_COVER;
        return Meaning.Covers.of(new Picture(Picture.mimeType(picture), kind, "", picture));
    }

    /** @return a tag of the fields that are items, with header and footer; no bytes where there are none */
    static byte[] of(List<Field> fields) {
        List<Field> items =
                fields.stream().filter(field -> field.place() == Place.APE).toList();
        if (items.isEmpty()) {
            return new byte[0];
        }
        int size = items.stream()
                .mapToInt(item -> 4 + item.id().length() + 1 + item.length())
                .sum();
        ByteBuffer tag = ByteBuffer.allocate(2 * FOOTER_BYTES + size).order(ByteOrder.LITTLE_ENDIAN);
        end(tag, size, items.size(), HAS_HEADER | IS_HEADER);
        for (Field item : items) {
            byte[] bytes = item.bytes();
            tag.putInt(bytes.length - 4)
                    .put(bytes, 0, 4)
                    .put(item.id().getBytes(StandardCharsets.ISO_8859_1))
                    .put((byte) 0)
                    .put(bytes, 4, bytes.length - 4);
        }
        end(tag, size, items.size(), HAS_HEADER);
        return tag.array();
    }

    private static void end(ByteBuffer tag, int size, int items, int flags) {
        tag.put("APETAGEX".getBytes(StandardCharsets.US_ASCII))
                .putInt(2000)
                .putInt(size + FOOTER_BYTES)
                .putInt(items)
                .putInt(flags)
                .putLong(0);
    }
}
