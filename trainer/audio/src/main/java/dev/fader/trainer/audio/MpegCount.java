package dev.fader.trainer.audio;

import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the first frame of an MP3 file may count, which is no sound itself (Xing's header, and LAME's).
 *
 * @param mpegFrames that follow it
 * @param bytes of it and of them
 * @param delay and {@code padding}, in frames; −1 where they are not told
 */
record MpegCount(long mpegFrames, long bytes, int delay, int padding) {

    /** How far into a frame it may reach. */
    static final int MOST_BYTES = 256;

    private static final int HAS_FRAMES_AND_BYTES = 3;

    /** @param frame from its header on, big-endian. @return null where it counts nothing */
    static @Nullable MpegCount read(ByteBuffer frame) {
        for (int at = 4; at + 16 <= Math.min(frame.limit(), 64); at++) {
            if (frame.get(at) != 'X' && frame.get(at) != 'I') {
                continue;
            }
            String tag = ContainerEnd.text(frame, at);
            if ((tag.equals("Xing") || tag.equals("Info"))
                    && (frame.getInt(at + 4) & HAS_FRAMES_AND_BYTES) == HAS_FRAMES_AND_BYTES) {
                int flags = frame.getInt(at + 4);
                // after frames and bytes a table of places and a quality may come, then the encoder's name
                int encoder = at + 16 + ((flags & 4) != 0 ? 100 : 0) + ((flags & 8) != 0 ? 4 : 0);
                boolean trimmed = List.of("LAME", "Lavf", "Lavc").contains(ContainerEnd.text(frame, encoder))
                        && encoder + 24 <= frame.limit();
                int delays = trimmed ? frame.getInt(encoder + 20) & 0xffffff : -1;
                return new MpegCount(
                        frame.getInt(at + 8) & 0xffffffffL,
                        frame.getInt(at + 12) & 0xffffffffL,
                        trimmed ? delays >> 12 : -1,
                        trimmed ? delays & 0xfff : -1);
            }
        }
        return null;
    }
}
