package dev.fader.trainer.audio;

import dev.fader.trainer.audio.AudioException.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;

/**
 * Looks whether a file ends where its container says. FFmpeg plays what is there of a WAV, AIFF, MP3 or Ogg file that
 * was cut and gives no sign of it.
 */
final class ContainerEnd {

    private static final long UNKNOWN = 0xffffffffL;
    private static final int OGG_TAIL_BYTES = 1 << 17;
    private static final int OGG_HEADER_BYTES = 27;
    private static final int OGG_END_OF_STREAM = 4;

    private ContainerEnd() {}

    /** @throws AudioException TRUNCATED when bytes are missing at the end */
    static void check(SeekableByteChannel channel, String name) throws IOException {
        ByteBuffer head = read(channel, 0, 12);
        if (head.limit() < 12) {
            return;
        }
        switch (text(head, 0)) {
            case "RIFF", "RF64", "BW64" -> chunks(channel, name, ByteOrder.LITTLE_ENDIAN, "data");
            case "FORM" -> chunks(channel, name, ByteOrder.BIG_ENDIAN, "SSND");
            case "OggS" -> ogg(channel, name);
            default -> {
                // FLAC declares its length in frames, which is compared with what was decoded
                if (text(head, 4).equals("ftyp")) {
                    boxes(channel, name);
                } else {
                    mp3(channel, name, head);
                }
            }
        }
    }

    private static void chunks(SeekableByteChannel channel, String name, ByteOrder order, String samples)
            throws IOException {
        long size = channel.size();
        long sampleBytes64 = UNKNOWN;
        for (long position = 12; position + 8 <= size; ) {
            ByteBuffer chunk = read(channel, position, 20).order(order);
            long length = chunk.getInt(4) & 0xffffffffL;
            if (text(chunk, 0).equals("ds64") && chunk.limit() == 20) {
                sampleBytes64 = read(channel, position + 16, 8).order(order).getLong(0);
            }
            if (text(chunk, 0).equals(samples)) {
                length = length == UNKNOWN ? sampleBytes64 : length;
                // streams are written before their length is known
                if (length != UNKNOWN && (length < 0 || length > size - position - 8)) {
                    throw new AudioException(
                            Reason.TRUNCATED,
                            name + " is cut: its header promises " + Long.toUnsignedString(length)
                                    + " bytes of samples, " + (size - position - 8) + " are there: fetch it again");
                }
                // the length is unknown where a stream was written, and nothing follows
                checkTail(channel, name, order, length == UNKNOWN ? size : position + 8 + length + (length & 1));
                return;
            }
            position += 8 + length + (length & 1);
        }
        throw new AudioException(
                Reason.TRUNCATED,
                name + " ends before its " + samples + " chunk, which holds the samples: fetch it again");
    }

    /** After the samples come tags, in chunks whose lengths are believed only if the whole file's length agrees. */
    private static void checkTail(SeekableByteChannel channel, String name, ByteOrder order, long from)
            throws IOException {
        long size = channel.size();
        long promised = 8 + (read(channel, 4, 4).order(order).getInt(0) & 0xffffffffL);
        if (promised <= size + 1 || promised >= UNKNOWN) {
            return;
        }
        long position = from;
        while (position + 8 <= size) {
            long length = read(channel, position + 4, 4).order(order).getInt(0) & 0xffffffffL;
            position += 8 + length + (length & 1);
        }
        if (position > size + 1 || position < size) {
            throw new AudioException(
                    Reason.TRUNCATED,
                    name + " is cut: its header promises " + promised + " bytes, " + size
                            + " are there, and its last chunk is not whole: fetch it again");
        }
    }

    private static void ogg(SeekableByteChannel channel, String name) throws IOException {
        long from = Math.max(0, channel.size() - OGG_TAIL_BYTES);
        ByteBuffer tail = read(channel, from, (int) (channel.size() - from));
        for (int at = tail.limit() - OGG_HEADER_BYTES; at >= 0; at--) {
            if (tail.get(at) == 'O' && text(tail, at).equals("OggS") && tail.get(at + 4) == 0) {
                int segments = tail.get(at + 26) & 0xff;
                int end = at + OGG_HEADER_BYTES + segments;
                for (int i = 0; i < segments && at + OGG_HEADER_BYTES + i < tail.limit(); i++) {
                    end += tail.get(at + OGG_HEADER_BYTES + i) & 0xff;
                }
                if (end > tail.limit() || (tail.get(at + 5) & OGG_END_OF_STREAM) == 0) {
                    break;
                }
                return;
            }
        }
        throw new AudioException(
                Reason.TRUNCATED, name + " is cut: its last page does not end the stream: fetch it again");
    }

    /** MP4's boxes lie one after the other; the one that describes the sound often comes last. */
    private static void boxes(SeekableByteChannel channel, String name) throws IOException {
        boolean described = false;
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
                // not a box: damage, which FFmpeg tells
                return;
            }
            described |= text(box, 4).equals("moov");
            position += length;
        }
        if (position > channel.size() || !described) {
            throw new AudioException(
                    Reason.TRUNCATED,
                    name + " is cut: " + (described ? "its last box is not whole" : "its index (moov) is missing")
                            + ": fetch it again");
        }
    }

    /** The first frame may tell how many bytes there are; FFmpeg ignores it when the file is much shorter. */
    private static void mp3(SeekableByteChannel channel, String name, ByteBuffer head) throws IOException {
        long first = 0;
        if (text(head, 0).startsWith("ID3")) {
            first = 10
                    + ((head.get(6) & 0x7fL) << 21
                            | (head.get(7) & 0x7f) << 14
                            | (head.get(8) & 0x7f) << 7
                            | head.get(9) & 0x7f);
        }
        ByteBuffer frame = read(channel, first, 64).order(ByteOrder.BIG_ENDIAN);
        for (int at = 4; at + 16 <= frame.limit(); at++) {
            String tag = text(frame, at);
            boolean counted = (tag.equals("Xing") || tag.equals("Info")) && (frame.getInt(at + 4) & 3) == 3;
            long bytes = counted ? frame.getInt(at + 12) & 0xffffffffL : 0;
            if (bytes > channel.size() - first) {
                throw new AudioException(
                        Reason.TRUNCATED,
                        name + " is cut: its first frame promises " + bytes + " bytes, " + (channel.size() - first)
                                + " are there: fetch it again");
            }
            if (counted) {
                return;
            }
        }
        FrameChain.check(channel, name, first);
    }

    static ByteBuffer read(SeekableByteChannel channel, long position, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(count);
        channel.position(position);
        while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
            // until full or at the end
        }
        return buffer.flip().order(ByteOrder.LITTLE_ENDIAN);
    }

    private static String text(ByteBuffer bytes, int at) {
        byte[] tag = new byte[4];
        bytes.get(at, tag);
        return new String(tag, StandardCharsets.ISO_8859_1);
    }
}
