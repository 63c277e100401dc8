package dev.fader.trainer.audio;

import dev.fader.trainer.audio.AudioException.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;

/**
 * The end of an MP3 or bare AAC file, which is nothing but frames that tell their own lengths: a file that ends within a
 * frame was cut. A cut between two frames leaves no trace where the first frame does not count them.
 */
final class FrameChain {

    private static final int TAIL_BYTES = 1 << 15;
    static final int HEADER_BYTES = 7;
    private static final int SURE_FRAMES = 3;
    /** No frame. */
    static final int NONE = -1;

    private static final int[] MPEG1_KBPS = {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0};
    private static final int[] MPEG2_KBPS = {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0};
    private static final int[] MPEG1_HZ = {44_100, 48_000, 32_000, 0};

    private FrameChain() {}

    /**
     * @param first where the frames begin
     * @param end where tags begin, or the file ends
     * @param zeros where nothing but zeros follow up to there, or the same
     * @return where the last frame ends
     * @throws AudioException TRUNCATED when the last frame is not whole
     */
    static long end(SeekableByteChannel channel, String name, long first, long zeros, long end) throws IOException {
        ByteBuffer begin = ContainerEnd.read(channel, first, HEADER_BYTES).order(ByteOrder.BIG_ENDIAN);
        if (begin.limit() < HEADER_BYTES || length(begin, 0) == NONE) {
            return end;
        }
        long from = Math.max(first, zeros - TAIL_BYTES);
        // a frame may end with zeros of its own
        long to = Math.min(end, zeros + TAIL_BYTES);
        ByteBuffer tail = ContainerEnd.read(channel, from, (int) (to - from)).order(ByteOrder.BIG_ENDIAN);
        int sync = begin.getShort(0) & 0xfffe;
        int frames = 0;
        int at = 0;
        int lastEnd = 0;
        while (at + HEADER_BYTES <= tail.limit()) {
            int length = (tail.getShort(at) & 0xfffe) == sync ? length(tail, at) : NONE;
            if (length == NONE) {
                // not in step yet, or padding
                if (zeros < end && frames >= SURE_FRAMES && from + at >= zeros) {
                    return from + lastEnd;
                }
                at++;
                frames = 0;
                continue;
            }
            frames++;
            at += length;
            lastEnd = at;
        }
        int missing = missing(tail, at, frames);
        if (missing > 0 && to == end) {
            throw new AudioException(
                    Reason.TRUNCATED,
                    name + " is cut: " + missing + " bytes of its last frame are missing: fetch it again");
        }
        return end;
    }

    /** @param at where the next frame would begin. @return bytes beyond the end, or 0 */
    private static int missing(ByteBuffer tail, int at, int frames) {
        if (frames < SURE_FRAMES) {
            return 0;
        }
        if (at > tail.limit()) {
            return at - tail.limit();
        }
        // a few bytes are left, too few for a header
        return at < tail.limit() && tail.get(at) == (byte) 0xff ? HEADER_BYTES - (tail.limit() - at) : 0;
    }

    /** Of the frame whose header begins there (ISO/IEC 11172-3, §2.4.1.3 and 13818-7, §6.2), or −1. */
    static int length(ByteBuffer bytes, int at) {
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
}
