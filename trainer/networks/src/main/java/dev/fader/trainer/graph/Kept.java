package dev.fader.trainer.graph;

/**
 * How a value is kept between operations that know of it; all others get it in 32 bits and as long as it is.
 *
 * @param half in the program's half precision
 * @param frames expression of how many frames there are, the last axis, where more are kept so that rows are aligned; what
 *     lies beyond is nothing's business, and zero where a convolution or a moment reaches it. Empty: as many as there are
 */
record Kept(boolean half, String frames) {

    static final Kept PLAINLY = new Kept(false, "");

    boolean padded() {
        return !frames.isEmpty();
    }
}
