package dev.fader.trainer.audio;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;

/**
 * Moves the index ({@code moov}) of a finished MP4 file from its end to its front, so that players begin before they have
 * all of it, and puts the tags into it. FFmpeg's own option for that opens the file a second time, which a channel
 * cannot be.
 */
final class Mp4Index {

    private static final int MOVE_BYTES = 1 << 20;

    private final SeekableByteChannel channel;

    private Mp4Index(SeekableByteChannel channel) {
        this.channel = channel;
    }

    /**
     * @param channel readable and writable
     * @param userData boxes to put into the index, or no bytes
     */
    static void moveToFront(SeekableByteChannel channel, byte[] userData) throws IOException {
        new Mp4Index(channel).move(userData);
    }

    private void move(byte[] userData) throws IOException {
        long head = boxEnd(0, "ftyp");
        long index = head;
        while (!type(read(index, 16), 0).equals("moov")) {
            index = boxEnd(index, "");
        }
        ByteBuffer old = read(index, (int) (channel.size() - index));
        ByteBuffer moov = withUserData(old, userData);
        if (shiftOffsets(moov, 8, moov.limit(), moov.limit())) {
            shift(head, index, moov.limit());
            write(head, moov);
        } else {
            // offsets of 32 bits would overflow: such a file keeps its index at the end
            write(index, withUserData(old, userData));
        }
    }

    private static ByteBuffer withUserData(ByteBuffer moov, byte[] userData) {
        ByteBuffer out = ByteBuffer.allocate(moov.limit() + userData.length);
        out.position(8);
        for (int at = 8; at < moov.limit(); at += moov.getInt(at)) {
            if (!type(moov, at).equals("udta")) {
                out.put(moov.slice(at, moov.getInt(at)));
            }
        }
        out.put(userData).flip();
        return out.putInt(0, out.limit()).put(4, "moov".getBytes(StandardCharsets.US_ASCII));
    }

    /** Corrects where the sound's chunks lie. @return false when an offset would not fit; nothing is to be used then */
    private static boolean shiftOffsets(ByteBuffer boxes, int from, int to, int by) {
        boolean fits = true;
        for (int at = from; at < to; at += boxes.getInt(at)) {
            int end = at + boxes.getInt(at);
            switch (type(boxes, at)) {
                case "trak", "mdia", "minf", "stbl" -> fits &= shiftOffsets(boxes, at + 8, end, by);
                case "stco" -> {
                    for (int entry = at + 16; entry < end; entry += 4) {
                        long moved = (boxes.getInt(entry) & 0xffffffffL) + by;
                        fits &= moved <= 0xffffffffL;
                        boxes.putInt(entry, (int) moved);
                    }
                }
                case "co64" -> {
                    for (int entry = at + 16; entry < end; entry += 8) {
                        boxes.putLong(entry, boxes.getLong(entry) + by);
                    }
                }
                default -> {
                    // no offsets within
                }
            }
        }
        return fits;
    }

    /** From the end on, since the places overlap. */
    private void shift(long from, long to, int by) throws IOException {
        for (long end = to; end > from; ) {
            int count = (int) Math.min(MOVE_BYTES, end - from);
            end -= count;
            write(end + by, read(end, count));
        }
    }

    private long boxEnd(long at, String expected) throws IOException {
        ByteBuffer box = read(at, 16);
        if (!expected.isEmpty() && !type(box, 0).equals(expected)) {
            throw new IOException("the muxer wrote " + type(box, 0) + " where " + expected + " belongs");
        }
        long length = box.getInt(0) & 0xffffffffL;
        return at + (length == 1 ? box.getLong(8) : length);
    }

    private static String type(ByteBuffer boxes, int at) {
        byte[] type = new byte[4];
        boxes.get(at + 4, type);
        return new String(type, StandardCharsets.ISO_8859_1);
    }

    private ByteBuffer read(long position, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        channel.position(position);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                throw new EOFException("the muxer's file ends at " + channel.size() + ", within a box");
            }
        }
        return bytes.flip();
    }

    private void write(long position, ByteBuffer bytes) throws IOException {
        channel.position(position);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
