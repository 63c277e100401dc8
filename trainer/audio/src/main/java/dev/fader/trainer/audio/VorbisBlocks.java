package dev.fader.trainer.audio;

import org.jspecify.annotations.Nullable;

/**
 * How many frames a Vorbis packet gives: half of its own block and of the one before it overlap (Vorbis I, §1.3.2 and
 * §4.3). Which of two sizes a block has is told by its mode, and the modes are at the end of the setup header, which can
 * only be read from there without decoding all of it.
 *
 * @param longMode for each mode whether its block is long
 */
record VorbisBlocks(int shortBlock, int longBlock, boolean[] longMode) {

    private static final int MODE_BITS = 41;
    private static final int MOST_MODES = 64;
    private static final int BLOCK_SIZES_AT = 28;

    /** @return null where the headers are not Vorbis' */
    static @Nullable VorbisBlocks read(byte[] identification, byte[] setup) {
        if (identification.length <= BLOCK_SIZES_AT) {
            return null;
        }
        int sizes = identification[BLOCK_SIZES_AT] & 0xff;
        Backwards bits = new Backwards(setup);
        boolean[] found = new boolean[MOST_MODES];
        int modes = 0;
        int sure = 0;
        while (modes < MOST_MODES && bits.left() >= MODE_BITS + 6) {
            // read backwards: mapping, transform and window types that are always 0, and the flag
            if (bits.next(8) > 63 || bits.next(16) != 0 || bits.next(16) != 0) {
                break;
            }
            found[modes++] = bits.next(1) == 1;
            if (bits.peek(6) + 1 == modes) {
                sure = modes;
            }
        }
        if (sure == 0) {
            return null;
        }
        boolean[] longMode = new boolean[sure];
        for (int i = 0; i < sure; i++) {
            longMode[i] = found[sure - 1 - i];
        }
        return new VorbisBlocks(1 << (sizes & 15), 1 << (sizes >> 4), longMode);
    }

    /** Frames that are ready when a packet follows another. */
    int frames(byte[] before, byte[] packet) {
        return (block(before) + block(packet)) / 4;
    }

    /** What a decoder gives for the first packet, though nothing can be heard of it yet. */
    int primingFrames(byte[] packet) {
        return (shortBlock + block(packet)) / 4;
    }

    int longest() {
        return longBlock;
    }

    private int block(byte[] packet) {
        if (packet.length == 0) {
            return 0;
        }
        int modeBits = Integer.SIZE - Integer.numberOfLeadingZeros(longMode.length - 1);
        int mode = (packet[0] & 0xff) >> 1 & (1 << modeBits) - 1;
        return mode < longMode.length && longMode[mode] ? longBlock : shortBlock;
    }

    /** Vorbis packs from the lowest bit on; this reads from the last set bit, which frames the header, towards the first. */
    private static final class Backwards {

        private final byte[] bytes;
        private int end;

        Backwards(byte[] bytes) {
            this.bytes = bytes;
            this.end = 8 * bytes.length;
            while (end > 0 && bit(end - 1) == 0) {
                end--;
            }
            end = Math.max(0, end - 1);
        }

        private int bit(int at) {
            return bytes[at / 8] >> at % 8 & 1;
        }

        int left() {
            return end;
        }

        /** The number that the last bits before the end are. */
        int next(int count) {
            int value = peek(count);
            end -= count;
            return value;
        }

        int peek(int count) {
            int value = 0;
            for (int i = 0; i < count; i++) {
                value = value << 1 | bit(end - 1 - i);
            }
            return value;
        }
    }
}
