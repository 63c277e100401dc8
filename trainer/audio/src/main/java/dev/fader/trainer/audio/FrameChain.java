package dev.fader.trainer.audio;

import dev.fader.trainer.audio.AudioException.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;

/**
 * The end of an MP3 or bare AAC file, which is nothing but frames that tell their own lengths: a file that ends within a
 * frame was cut. A cut between two frames leaves no trace where the first frame does not count them.
 */
final class FrameChain {

    private static final int TAIL_BYTES = 1 << 15;
    private static final int HEADER_BYTES = 7;
    private static final int SURE_FRAMES = 3;
    private static final int NONE = -1;

    private static final int[] MPEG1_KBPS = {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0};
    private static final int[] MPEG2_KBPS = {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0};
    private static final int[] MPEG1_HZ = {44_100, 48_000, 32_000, 0};

    private FrameChain() {}

    /**
     * @param first where the frames begin
     * @throws AudioException TRUNCATED when the last frame is not whole
     */
    static void check(SeekableByteChannel channel, String name, long first) throws IOException {
        ByteBuffer begin = ContainerEnd.read(channel, first, HEADER_BYTES).order(ByteOrder.BIG_ENDIAN);
        if (begin.limit() < HEADER_BYTES || length(begin, 0) == NONE) {
            return;
        }
        long end = endOfFrames(channel);
        long from = Math.max(first, end - TAIL_BYTES);
        ByteBuffer tail = ContainerEnd.read(channel, from, (int) (end - from));
        int missing = missing(tail.order(ByteOrder.BIG_ENDIAN), begin.getShort(0) & 0xfffe);
        if (missing > 0) {
            throw new AudioException(
                    Reason.TRUNCATED,
                    name + " is cut: " + missing + " bytes of its last frame are missing: fetch it again");
        }
    }

    /** Follows frames from the first place that more of them confirm. @return bytes beyond the end, or 0 */
    private static int missing(ByteBuffer tail, int sync) {
        int at = 0;
        int frames = 0;
        while (at + HEADER_BYTES <= tail.limit()) {
            int length = (tail.getShort(at) & 0xfffe) == sync ? length(tail, at) : NONE;
            if (length == NONE) {
                // not in step yet, or padding
                at++;
                frames = 0;
                continue;
            }
            frames++;
            at += length;
        }
        if (frames == 0) {
            return 0;
        }
        if (at > tail.limit()) {
            return frames >= SURE_FRAMES ? at - tail.limit() : 0;
        }
        // a few bytes are left, too few for a header
        return at < tail.limit() && frames >= SURE_FRAMES && tail.get(at) == (byte) 0xff
                ? HEADER_BYTES - (tail.limit() - at)
                : 0;
    }

    /** Of the frame whose header begins there (ISO/IEC 11172-3, §2.4.1.3 and 13818-7, §6.2), or −1. */
    private static int length(ByteBuffer bytes, int at) {
        int header = bytes.getInt(at);
        boolean audioSync = (header >>> 21) == 0x7ff;
        int layer = header >>> 17 & 3;
        if (audioSync && layer == 1) {
            int version = header >>> 19 & 3;
            int kbps = (version == 3 ? MPEG1_KBPS : MPEG2_KBPS)[header >>> 12 & 15];
            int hz = MPEG1_HZ[header >>> 10 & 3] >> (version == 3 ? 0 : version == 2 ? 1 : 2);
            if (kbps == 0 || hz == 0 || version == 1) {
                return NONE;
            }
            return (version == 3 ? 144_000 : 72_000) * kbps / hz + (header >>> 9 & 1);
        }
        if (audioSync && layer == 0 && (header >>> 20) == 0xfff) {
            int length = (header & 3) << 11 | (bytes.get(at + 4) & 0xff) << 3 | (bytes.get(at + 5) & 0xff) >>> 5;
            return length > HEADER_BYTES ? length : NONE;
        }
        return NONE;
    }

    /** Without the tags that programs append. */
    private static long endOfFrames(SeekableByteChannel channel) throws IOException {
        long end = channel.size();
        while (true) {
            long before = end;
            if (end >= 128 && text(channel, end - 128, 3).equals("TAG")) {
                end -= 128;
            }
            if (end >= 32 && text(channel, end - 32, 8).equals("APETAGEX")) {
                ByteBuffer footer = ContainerEnd.read(channel, end - 20, 12);
                boolean hasHeader = footer.getInt(8) < 0;
                end = Math.max(0, end - (footer.getInt(0) & 0xffffffffL) - (hasHeader ? 32 : 0));
            }
            if (end >= 15 && text(channel, end - 9, 9).equals("LYRICS200")) {
                String size = text(channel, end - 15, 6);
                end = size.matches("[0-9]{6}") ? Math.max(0, end - 15 - Integer.parseInt(size)) : end;
            }
            if (end == before) {
                return end;
            }
        }
    }

    private static String text(SeekableByteChannel channel, long position, int count) throws IOException {
        return StandardCharsets.ISO_8859_1
                .decode(ContainerEnd.read(channel, position, count))
                .toString();
    }
}
