package dev.fader.trainer.audio;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.util.HashMap;
import java.util.Map;

/** The durations of the samples that lie in an MP4 file's fragments and not in its index (ISO/IEC 14496-12, §8.8). */
final class Mp4Fragments {

    private static final int MOST_BYTES = 16 << 20;
    private static final int HAS_OFFSET = 1;
    private static final int HAS_DESCRIPTION = 2;
    private static final int HAS_DEFAULT_DURATION = 8;
    private static final int HAS_FIRST_FLAGS = 4;
    private static final int HAS_DURATIONS = 0x100;

    private final Map<Integer, Long> defaults;
    private final Map<Integer, Long> durations = new HashMap<>();
    private int track;
    private long duration;

    private Mp4Fragments(Map<Integer, Long> defaults) {
        this.defaults = defaults;
    }

    /**
     * @param defaults durations of a sample, by track
     * @return sums by track, on its clock; nothing where a fragment is not as it should be
     */
    static Map<Integer, Long> durations(SeekableByteChannel channel, Map<Integer, Long> defaults) throws IOException {
        Mp4Fragments fragments = new Mp4Fragments(defaults);
        for (long at = 0; at + 8 <= channel.size(); ) {
            ByteBuffer head = ContainerEnd.read(channel, at, 16).order(ByteOrder.BIG_ENDIAN);
            long length = head.getInt(0) & 0xffffffffL;
            length = length == 1 && head.limit() == 16 ? head.getLong(8) : length == 0 ? channel.size() - at : length;
            if (length < 8) {
                break;
            }
            if (ContainerEnd.text(head, 4).equals("moof")) {
                if (length > MOST_BYTES || !fragments.add(ContainerEnd.read(channel, at, (int) length))) {
                    return Map.of();
                }
            }
            at += length;
        }
        return fragments.durations;
    }

    private boolean add(ByteBuffer moof) {
        try {
            boxes(moof.order(ByteOrder.BIG_ENDIAN), 8, moof.limit());
            return true;
        } catch (IndexOutOfBoundsException | BufferUnderflowException | IllegalArgumentException e) {
            return false;
        }
    }

    private void boxes(ByteBuffer bytes, int from, int to) {
        for (int at = from; at + 8 <= to; ) {
            int length = bytes.getInt(at);
            if (length < 8 || length > to - at) {
                throw new IllegalArgumentException("no box");
            }
            switch (ContainerEnd.text(bytes, at + 4)) {
                case "traf" -> boxes(bytes, at + 8, at + length);
                case "tfhd" -> header(bytes, at + 8);
                case "trun" -> durations.merge(track, run(bytes, at + 8), Long::sum);
                default -> {
                    // nothing about lengths
                }
            }
            at += length;
        }
    }

    private void header(ByteBuffer bytes, int at) {
        int flags = bytes.getInt(at);
        track = bytes.getInt(at + 4);
        int field = at + 8 + ((flags & HAS_OFFSET) != 0 ? 8 : 0) + ((flags & HAS_DESCRIPTION) != 0 ? 4 : 0);
        duration = (flags & HAS_DEFAULT_DURATION) != 0
                ? bytes.getInt(field) & 0xffffffffL
                : defaults.getOrDefault(track, 0L);
    }

    private long run(ByteBuffer bytes, int at) {
        int flags = bytes.getInt(at);
        int count = bytes.getInt(at + 4);
        if ((flags & HAS_DURATIONS) == 0) {
            return (count & 0xffffffffL) * duration;
        }
        int sample = at + 8 + ((flags & HAS_OFFSET) != 0 ? 4 : 0) + ((flags & HAS_FIRST_FLAGS) != 0 ? 4 : 0);
        // a duration, and whichever of size, flags and offset there are
        int step = 4 * Integer.bitCount(flags & 0xf00);
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += bytes.getInt(sample + i * step) & 0xffffffffL;
        }
        return sum;
    }
}
