package dev.fader.trainer.audio;

/** Sizes that programs write where they do not know one, because what they write into cannot be rewound. */
final class Placeholder {

    /** Headers that are counted or not, and blocks that are rounded to, are no longer than this. */
    private static final long ROOM = 1 << 16;

    /** As much as fits into 31 and 32 bits, and what SoX writes into AIFF. */
    private static final long[] LARGE = {1L << 31, 1L << 32, 0x7f000000L};

    private Placeholder() {}

    /** @param size of 32 bits */
    static boolean is(long size) {
        if (size == 0) {
            return true;
        }
        for (long large : LARGE) {
            if (Math.abs(size - large) <= ROOM) {
                return true;
            }
        }
        return false;
    }
}
