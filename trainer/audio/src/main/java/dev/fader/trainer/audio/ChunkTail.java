package dev.fader.trainer.audio;

import dev.fader.trainer.audio.AudioException.Reason;
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
        if (order == ByteOrder.BIG_ENDIAN && size > MOST_BYTES) {
            throw new AudioException(
                    Reason.NOT_ENCODABLE, "an AIFF file holds 4 GiB, not " + size + " bytes: choose WAV");
        }
        put(channel, end, chunk.clear());
        ByteBuffer sizeField = ByteBuffer.allocate(8).order(order);
        if (is64) {
            put(channel, DS64_SIZE_AT, sizeField.putLong(size).flip());
        } else {
            put(
                    channel,
                    SIZE_AT,
                    sizeField.putInt((int) Math.min(size, MOST_BYTES)).flip());
        }
    }

    static void put(SeekableByteChannel channel, long position, ByteBuffer bytes) throws IOException {
        channel.position(position);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
