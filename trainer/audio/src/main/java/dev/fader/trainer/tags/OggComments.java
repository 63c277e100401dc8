package dev.fader.trainer.tags;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The comments of an Ogg file: the second packet of its stream, on pages of their own (RFC 3533; RFC 7845, §5.2). */
public final class OggComments {

    /** The smallest comment, to make room with. */
    public static final Field FILLER = Field.utf8(Place.COMMENT, "X", "");

    private static final int PAGE_HEADER_BYTES = 27;
    private static final int SERIAL_AT = 14;
    private static final int CHECKSUM_AT = 22;
    private static final int SEGMENTS_AT = 26;
    private static final int MOST_PAGES = 1 << 12;
    private static final String OPUS = "OpusTags";
    private static final String VORBIS = "\3vorbis";
    private static final int[] CHECKSUMS = checksums();

    private OggComments() {}

    static void read(FileBytes file, Collector into) throws IOException {
        byte[] packet = secondPacket(file, into);
        String begin = new String(packet, 0, Math.min(8, packet.length), StandardCharsets.ISO_8859_1);
        if (begin.equals(OPUS)) {
            int end = VorbisComments.read(Arrays.copyOfRange(packet, 8, packet.length), into) + 8;
            if (end < packet.length && (packet[end] & 1) != 0) {
                // RFC 7845, §5.2: else it is padding
                into.remark("what follows its comments (" + (packet.length - end) + " bytes) is left out");
            }
        } else if (begin.startsWith(VORBIS)) {
            VorbisComments.read(Arrays.copyOfRange(packet, 7, packet.length), into);
        } else if (packet.length > 4 && (packet[0] & 0x7f) == 4) {
            // FLAC in Ogg: a metadata block
            VorbisComments.read(Arrays.copyOfRange(packet, 4, packet.length), into);
        }
    }

    /** Of the stream that begins the file. */
    private static byte[] secondPacket(FileBytes file, Collector into) throws IOException {
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        long at = 0;
        int serial = 0;
        int packets = 0;
        for (int page = 0; page < MOST_PAGES; page++) {
            ByteBuffer head = file.at(at, PAGE_HEADER_BYTES + 255);
            int segments = head.limit() < PAGE_HEADER_BYTES ? 0 : head.get(SEGMENTS_AT) & 0xff;
            if (head.limit() < PAGE_HEADER_BYTES + segments
                    || !FileBytes.text(head, 0).equals("OggS")) {
                return new byte[0];
            }
            serial = page == 0 ? head.getInt(SERIAL_AT) : serial;
            long content = at + PAGE_HEADER_BYTES + segments;
            at = content + contentBytes(head, segments);
            if (head.getInt(SERIAL_AT) != serial) {
                continue;
            }
            byte[] bytes = file.at(content, (int) (at - content)).array();
            into.check(packet.size() + bytes.length);
            int from = 0;
            for (int i = 0; i < segments; i++) {
                int length = Math.min(head.get(PAGE_HEADER_BYTES + i) & 0xff, bytes.length - from);
                if (packets == 1) {
                    packet.write(bytes, from, length);
                }
                from += length;
                packets += length < 255 ? 1 : 0;
                if (packets == 2) {
                    return packet.toByteArray();
                }
            }
        }
        return new byte[0];
    }

    /** @return the packet of an Opus file */
    public static byte[] of(List<Field> fields) {
        byte[] comments = VorbisComments.of(fields);
        return ByteBuffer.allocate(8 + comments.length)
                .put(OPUS.getBytes(StandardCharsets.US_ASCII))
                .put(comments)
                .array();
    }

    /**
     * Puts a packet where a muxer has made room for it: on the pages after the first, in as many bytes.
     *
     * @throws IOException also when the room is of another size
     */
    public static void fill(SeekableByteChannel channel, byte[] packet) throws IOException {
        FileBytes file = new FileBytes(channel);
        long at = pageBytes(file, 0);
        for (int done = 0; done < packet.length; ) {
            int bytes = pageBytes(file, at);
            ByteBuffer page = file.at(at, bytes);
            int content = PAGE_HEADER_BYTES + (page.get(SEGMENTS_AT) & 0xff);
            int count = bytes - content;
            if (count > packet.length - done) {
                throw new IOException("the muxer left room for more comments than there are");
            }
            page.put(content, packet, done, count).putInt(CHECKSUM_AT, 0);
            page.putInt(CHECKSUM_AT, checksum(page));
            channel.position(at);
            while (page.hasRemaining()) {
                channel.write(page);
            }
            done += count;
            at += bytes;
        }
    }

    private static int pageBytes(FileBytes file, long at) throws IOException {
        ByteBuffer head = file.at(at, PAGE_HEADER_BYTES + 255);
        if (!FileBytes.text(head, 0).equals("OggS")) {
            throw new IOException("the muxer wrote no page at " + at);
        }
        int segments = head.get(SEGMENTS_AT) & 0xff;
        return PAGE_HEADER_BYTES + segments + contentBytes(head, segments);
    }

    private static int contentBytes(ByteBuffer head, int segments) {
        int bytes = 0;
        for (int i = 0; i < segments; i++) {
            bytes += head.get(PAGE_HEADER_BYTES + i) & 0xff;
        }
        return bytes;
    }

    /** Polynomial 0x04c11db7, nothing reflected (RFC 3533, §6). */
    private static int checksum(ByteBuffer page) {
        int sum = 0;
        for (int i = 0; i < page.limit(); i++) {
            sum = sum << 8 ^ CHECKSUMS[(sum >>> 24 ^ page.get(i)) & 0xff];
        }
        return sum;
    }

    private static int[] checksums() {
        int[] sums = new int[256];
        for (int i = 0; i < 256; i++) {
            int sum = i << 24;
            for (int bit = 0; bit < 8; bit++) {
                sum = sum << 1 ^ (sum < 0 ? 0x04c11db7 : 0);
            }
            sums[i] = sum;
        }
        return sums;
    }
}
