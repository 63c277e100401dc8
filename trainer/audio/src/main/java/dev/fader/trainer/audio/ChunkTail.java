package dev.fader.trainer.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;

/** Appends a chunk to a finished WAV or AIFF file and corrects the length in its header. */
final class ChunkTail {

    private static final int SIZE_AT = 4;
    /** In an RF64 file, whose own size field holds all ones (EBU Tech 3306). */
    private static final int DS64_SIZE_AT = 20;

    private static final int DS64_AT = 12;
    private static final int DS64_BYTES = 28;

    private static final long MOST_BYTES = 0xffffffffL;

    private ChunkTail() {}

    /** @param order little-endian for WAV, big-endian for AIFF */
    static void append(SeekableByteChannel channel, ByteOrder order, String id, byte[] content) throws IOException {
        long end = channel.size();
        boolean is64 = end - 8 > MOST_BYTES;
        int pad = (int) (end & 1);
        int contentPad = content.length & 1;
        ByteBuffer chunk =
                ByteBuffer.allocate(pad + 8 + content.length + contentPad).order(order);
        chunk.position(pad);
        chunk.put(id.getBytes(StandardCharsets.ISO_8859_1))
                .putInt(content.length)
                .put(content);
        long size = end + chunk.capacity() - 8;
        if (order == ByteOrder.BIG_ENDIAN) {
            OutputLength.checkAiff(size);
        }
        put(channel, end, chunk.clear());
        ByteBuffer sizeField = ByteBuffer.allocate(8).order(order);
        if (!is64 && size > MOST_BYTES) {
            becomeRf64(channel);
            is64 = true;
        }
        if (is64) {
            put(channel, DS64_SIZE_AT, sizeField.putLong(size).flip());
        } else {
            put(channel, SIZE_AT, sizeField.putInt((int) size).flip());
        }
    }

    /** Into the room that the muxer left for it. The sound's own size still fits into its chunk. */
    private static void becomeRf64(SeekableByteChannel channel) throws IOException {
        ByteBuffer room = ContainerEnd.read(channel, DS64_AT, 8);
        if (!ContainerEnd.text(room, 0).equals("JUNK") || room.getInt(4) < DS64_BYTES) {
            throw new IOException("the muxer left no room in a WAV file to make it longer than 4 GiB");
        }
        long at = DS64_AT + 8L + room.getInt(4);
        ByteBuffer head = ContainerEnd.read(channel, at, 8);
        while (!ContainerEnd.text(head, 0).equals("data")) {
            long length = head.getInt(4) & MOST_BYTES;
            at += 8 + length + (length & 1);
            head = ContainerEnd.read(channel, at, 8);
        }
        long data = head.getInt(4) & MOST_BYTES;
        put(channel, 0, ByteBuffer.wrap("RF64".getBytes(StandardCharsets.ISO_8859_1)));
        put(channel, SIZE_AT, ByteBuffer.allocate(4).putInt(-1).flip());
        ByteBuffer ds64 = ByteBuffer.allocate(8 + DS64_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        ds64.put("ds64".getBytes(StandardCharsets.ISO_8859_1)).putInt(room.getInt(4));
        // the file's size follows
        put(channel, DS64_AT, ds64.putLong(0).putLong(data).rewind());
    }

    static void put(SeekableByteChannel channel, long position, ByteBuffer bytes) throws IOException {
        channel.position(position);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
