package dev.fader.trainer.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;

/** Appends a chunk to a finished WAV file and corrects the length in its header. */
final class WavTail {

    private static final int RIFF_SIZE_AT = 4;
    /** In an RF64 file, whose own size field holds all ones (EBU Tech 3306). */
    private static final int DS64_SIZE_AT = 20;

    private WavTail() {}

    static void append(SeekableByteChannel channel, String id, byte[] content) throws IOException {
        long end = channel.size();
        boolean is64 = end - 8 > 0xffffffffL;
        int pad = (int) (end & 1);
        int contentPad = content.length & 1;
        ByteBuffer chunk =
                ByteBuffer.allocate(pad + 8 + content.length + contentPad).order(ByteOrder.LITTLE_ENDIAN);
        chunk.position(pad);
        chunk.put(id.getBytes(StandardCharsets.US_ASCII)).putInt(content.length).put(content);
        put(channel, end, chunk.clear());
        long size = end + chunk.capacity() - 8;
        ByteBuffer sizeField = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        if (is64) {
            put(channel, DS64_SIZE_AT, sizeField.putLong(size).flip());
        } else {
            put(
                    channel,
                    RIFF_SIZE_AT,
                    sizeField.putInt((int) Math.min(size, 0xffffffffL)).flip());
        }
    }

    private static void put(SeekableByteChannel channel, long position, ByteBuffer bytes) throws IOException {
        channel.position(position);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
