package dev.fader.trainer.tags;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;

/** A file's bytes at any place; fewer than asked where it ends. */
record FileBytes(SeekableByteChannel channel) {

    long size() throws IOException {
        return channel.size();
    }

    /** @return little-endian, from 0 to its limit */
    ByteBuffer at(long position, int count) throws IOException {
        if (position < 0 || count <= 0) {
            return ByteBuffer.allocate(0);
        }
        int there = (int) Math.clamp(channel.size() - position, 0, count);
        ByteBuffer buffer = ByteBuffer.allocate(there);
        channel.position(position);
        while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
            // until full or at the end
        }
        return buffer.flip().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Four characters, or those that are there. */
    static String text(ByteBuffer bytes, int at) {
        return text(bytes, at, 4);
    }

    static String text(ByteBuffer bytes, int at, int length) {
        byte[] text = new byte[Math.clamp(bytes.limit() - at, 0, length)];
        bytes.get(Math.min(at, bytes.limit()), text);
        return new String(text, StandardCharsets.ISO_8859_1);
    }
}
