package dev.fader.trainer.tags;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** An ID3v2 tag: its frames as they are, of whichever version (id3.org, ID3v2.2, v2.3 and v2.4 structure). */
public final class Id3Tag {

    static final int HEADER_BYTES = 10;

    /** Some readers look for a header after the last frame. */
    private static final int PADDING_BYTES = 10;

    private static final int UNSYNCHRONISED = 0x80;
    private static final int EXTENDED = 0x40;
    private static final int FOOTER = 0x10;

    private Id3Tag() {}

    /** @param head at least ten bytes. @return how long the tag is with all that belongs to it; 0 where none begins */
    static int length(ByteBuffer head) {
        boolean begins = head.limit() >= HEADER_BYTES
                && head.get(0) == 'I'
                && head.get(1) == 'D'
                && head.get(2) == '3'
                && head.get(3) >= 2
                && head.get(3) <= 4
                && ((head.get(6) | head.get(7) | head.get(8) | head.get(9)) & 0x80) == 0;
        return begins ? HEADER_BYTES + sevenBits(head, 6) + ((head.get(5) & FOOTER) != 0 ? HEADER_BYTES : 0) : 0;
    }

    /** @param tag header and all, as far as it is there */
    static void read(byte[] tag, Collector into) {
        ByteBuffer head = ByteBuffer.wrap(tag);
        int version = tag[3];
        Place place = version == 2 ? Place.ID3V22 : version == 3 ? Place.ID3V23 : Place.ID3V24;
        int flags = tag[5];
        byte[] body = Arrays.copyOfRange(tag, HEADER_BYTES, Math.min(tag.length, HEADER_BYTES + sevenBits(head, 6)));
        if ((flags & UNSYNCHRONISED) != 0 && version < 4) {
            body = synchronised(body);
        }
        ByteBuffer frames = ByteBuffer.wrap(body);
        int at = (flags & EXTENDED) != 0 && version > 2 && body.length >= 4 ? extendedHeader(frames, version) : 0;
        int idLength = version == 2 ? 3 : 4;
        int headLength = version == 2 ? 6 : HEADER_BYTES;
        while (at + headLength <= body.length && body[at] != 0) {
            String id = new String(body, at, idLength, StandardCharsets.ISO_8859_1);
            long size = size(frames, at, version);
            if (!id.matches("[A-Z][A-Z0-9]{2}[A-Z0-9 \\x00]?") || size > body.length - at - headLength) {
                into.remark("what follows " + at + " bytes of its ID3 tag is no frame and is left out");
                return;
            }
            int from = version == 2 ? at + headLength : at + 8;
            at += headLength + (int) size;
            Field field = new Field(place, id, Arrays.copyOfRange(body, from, at));
            if (!Id3Frames.ABOUT_THE_FILE.contains(id) && !Id3Meaning.isEncoderDelay(field)) {
                into.add(field);
            }
        }
    }

    private static int extendedHeader(ByteBuffer body, int version) {
        // only v2.4 counts the four bytes of the size itself
        return version == 4 ? sevenBits(body, 0) : 4 + Math.clamp(body.getInt(0), 0, body.limit());
    }

    private static long size(ByteBuffer body, int at, int version) {
        if (version == 2) {
            return (body.get(at + 3) & 0xff) << 16 | (body.getShort(at + 4) & 0xffff);
        }
        long plain = body.getInt(at + 4) & 0xffffffffL;
        if (version == 3 || plain < 0x80) {
            return plain;
        }
        // iTunes wrote v2.4 with sizes of eight bits a byte: right is where another frame or the padding follows
        long seven = sevenBits(body, at + 4);
        boolean sevenFits = (plain & 0x80808080L) == 0 && ends(body, at + HEADER_BYTES + seven);
        return sevenFits || !ends(body, at + HEADER_BYTES + plain) ? seven : plain;
    }

    private static boolean ends(ByteBuffer body, long at) {
        if (at >= body.limit() - 3) {
            return at <= body.limit();
        }
        byte first = body.get((int) at);
        return first == 0 || first >= 'A' && first <= 'Z' && body.get((int) at + 3) >= '0';
    }

    /** Takes out the zeros that keep a tag from looking like sound (ID3v2.4 structure, §6.1). */
    static byte[] synchronised(byte[] bytes) {
        byte[] out = new byte[bytes.length];
        int length = 0;
        for (int i = 0; i < bytes.length; i++) {
            boolean inserted = i > 0 && bytes[i - 1] == (byte) 0xff && bytes[i] == 0;
            if (!inserted) {
                out[length++] = bytes[i];
            }
        }
        return Arrays.copyOf(out, length);
    }

    /** @return a tag of the fields that are frames, header and all; no bytes where there are none */
    public static byte[] of(List<Field> fields) {
        Place version = version(fields);
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        for (Field field : fields) {
            if (field.place() == version) {
                frames.writeBytes(frame(field));
            }
        }
        if (frames.size() == 0) {
            return new byte[0];
        }
        byte number = (byte) (version == Place.ID3V22 ? 2 : version == Place.ID3V23 ? 3 : 4);
        return ByteBuffer.allocate(HEADER_BYTES + frames.size() + PADDING_BYTES)
                .put(new byte[] {'I', 'D', '3', number, 0, 0})
                .putInt(bytesOfSevenBits(frames.size() + PADDING_BYTES))
                .put(frames.toByteArray())
                .array();
    }

    /** The version of a file's tag, or ID3v2.4 where it has none. */
    static Place version(List<Field> fields) {
        return fields.stream()
                .map(Field::place)
                .filter(Place::isId3)
                .findFirst()
                .orElse(Place.ID3V24);
    }

    private static byte[] frame(Field field) {
        byte[] id = field.id().getBytes(StandardCharsets.ISO_8859_1);
        byte[] bytes = field.bytes();
        if (field.place() == Place.ID3V22) {
            return ByteBuffer.allocate(6 + bytes.length)
                    .put(id)
                    .put((byte) (bytes.length >> 16))
                    .putShort((short) bytes.length)
                    .put(bytes)
                    .array();
        }
        int size = bytes.length - 2;
        return ByteBuffer.allocate(8 + bytes.length)
                .put(id)
                .putInt(field.place() == Place.ID3V23 ? size : bytesOfSevenBits(size))
                .put(bytes)
                .array();
    }

    /** Sizes leave the highest bit of each byte out (ID3v2.4 structure, §6.2). */
    private static int bytesOfSevenBits(int size) {
        return (size & 0xfe00000) << 3 | (size & 0x1fc000) << 2 | (size & 0x3f80) << 1 | size & 0x7f;
    }

    private static int sevenBits(ByteBuffer bytes, int at) {
        return (bytes.get(at) & 0x7f) << 21
                | (bytes.get(at + 1) & 0x7f) << 14
                | (bytes.get(at + 2) & 0x7f) << 7
                | bytes.get(at + 3) & 0x7f;
    }
}
