package dev.fader.trainer.audio;

import dev.fader.trainer.audio.AudioException.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;

/**
 * Looks whether a file ends where its container says. FFmpeg plays what is there of an Ogg or MP4 file that was cut and
 * gives no sign of it.
 */
final class ContainerEnd {

    private static final int OGG_TAIL_BYTES = 1 << 17;

    private ContainerEnd() {}

    /**
     * @return where the last page ends
     * @throws AudioException TRUNCATED when it is not whole or does not end its stream
     */
    static OggPage lastPage(SeekableByteChannel channel, String name) throws IOException {
        long size = channel.size();
        long from = Math.max(0, size - OGG_TAIL_BYTES);
        ByteBuffer tail = read(channel, from, (int) (size - from));
        for (int at = tail.limit() - OggPage.HEADER_BYTES; at >= 0; at--) {
            if (tail.get(at) == 'O' && text(tail, at).equals("OggS") && tail.get(at + 4) == 0) {
                OggPage page = OggPage.read(channel, from + at);
                if (page == null || page.end() > size || !page.endsStream()) {
                    break;
                }
                return page;
            }
        }
        throw new AudioException(
                Reason.TRUNCATED, name + " is cut: its last page does not end the stream: fetch it again");
    }

    /**
     * MP4's boxes lie one after the other; the one that describes the sound often comes last.
     *
     * @return where that one begins, or −1 where something is no box before it was found: damage, which FFmpeg tells
     * @throws AudioException TRUNCATED when the last one is not whole, or none describes the sound
     */
    static long index(SeekableByteChannel channel, String name) throws IOException {
        long described = -1;
        long position = 0;
        while (position + 8 <= channel.size()) {
            ByteBuffer box = read(channel, position, 16).order(ByteOrder.BIG_ENDIAN);
            long length = box.getInt(0) & 0xffffffffL;
            if (length == 1 && box.limit() == 16) {
                length = box.getLong(8);
            } else if (length == 0) {
                length = channel.size() - position;
            }
            if (length < 8) {
                return described;
            }
            if (text(box, 4).equals("moov")) {
                described = position;
            }
            position += length;
        }
        if (position > channel.size() || described < 0) {
            throw new AudioException(
                    Reason.TRUNCATED,
                    name + " is cut: " + (described >= 0 ? "its last box is not whole" : "its index (moov) is missing")
                            + ": fetch it again");
        }
        return described;
    }

    /** Bytes from a position, fewer at the end, little-endian. */
    static ByteBuffer read(SeekableByteChannel channel, long position, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(count);
        channel.position(position);
        while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
            // until full or at the end
        }
        return buffer.flip().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Four characters, as containers name their parts; empty beyond the end. */
    static String text(ByteBuffer bytes, int at) {
        if (at + 4 > bytes.limit()) {
            return "";
        }
        byte[] tag = new byte[4];
        bytes.get(at, tag);
        return new String(tag, StandardCharsets.ISO_8859_1);
    }
}
