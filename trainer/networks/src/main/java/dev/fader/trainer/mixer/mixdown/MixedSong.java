package dev.fader.trainer.mixer.mixdown;

import java.util.List;

/**
 * A song that was mixed.
 *
 * @param sources left and right of each source in the mixer's order, (O, L)
 * @param weights of each segment
 */
@SuppressWarnings("ArrayRecordComponent") // signals are handed over whole and never compared
public record MixedSong(float[][] sources, List<SegmentWeights> weights) {

    /** W of one segment. @param start where it begins, in samples. @param values (I, O) */
    @SuppressWarnings("ArrayRecordComponent") // a matrix to look at, never compared
    public record SegmentWeights(int start, float[][] values) {}
}
