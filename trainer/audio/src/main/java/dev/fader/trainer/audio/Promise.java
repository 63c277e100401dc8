package dev.fader.trainer.audio;

/**
 * What a container promises about the length of its sound, in frames that are heard: without an encoder's delay in front
 * and without the padding at the end. How firm a promise is decides what may follow from it: a guess never refuses a
 * file and never cuts its end off.
 */
sealed interface Promise {

    /**
     * As many as this. Fewer are a cut.
     *
     * @param padding how many frames an encoder may have filled its last blocks up with: so many more are dropped, as the
     *     promise wants it. If there are more still, the promise is false, and all of them are kept
     */
    record Exact(long frames, long padding) implements Promise {}

    /** The same, told by a coarse clock: up to a tick fewer are no cut. @param tick in frames */
    record Rounded(long frames, long tick, long padding) implements Promise {}

    /** As many as this or more. */
    record AtLeast(long frames) implements Promise {}

    /** Perhaps as many as this. */
    record Guess(long frames) implements Promise {}

    /** Not a word. */
    record Nothing() implements Promise {}

    /** Frames that must be there; 0 where any number will do. */
    default long fewest() {
        return switch (this) {
            case Exact(long frames, long padding) -> frames;
            case Rounded(long frames, long tick, long padding) -> Math.max(0, frames - tick);
            case AtLeast(long frames) -> frames;
            case Guess guess -> 0;
            case Nothing nothing -> 0;
        };
    }

    /** Frames after which only padding may follow; the largest number where nothing is dropped. */
    default long end() {
        return switch (this) {
            case Exact(long frames, long padding) -> frames;
            case Rounded(long frames, long tick, long padding) -> frames;
            case AtLeast least -> Long.MAX_VALUE;
            case Guess guess -> Long.MAX_VALUE;
            case Nothing nothing -> Long.MAX_VALUE;
        };
    }

    /** How many frames after the end are taken for padding. */
    default long padding() {
        return switch (this) {
            case Exact(long frames, long padding) -> padding;
            case Rounded(long frames, long tick, long padding) -> padding;
            case AtLeast least -> 0;
            case Guess guess -> 0;
            case Nothing nothing -> 0;
        };
    }

    /** The length in frames if it is promised to the frame, else −1. */
    default long exactFrames() {
        return this instanceof Exact exact ? exact.frames() : -1;
    }

    /** The length in frames as far as known, or −1. */
    default long likelyFrames() {
        return switch (this) {
            case Exact(long frames, long padding) -> frames;
            case Rounded(long frames, long tick, long padding) -> frames;
            case AtLeast(long frames) -> frames;
            case Guess(long frames) -> frames;
            case Nothing nothing -> -1;
        };
    }
}
