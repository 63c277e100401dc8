package dev.fader.trainer.evaluation;

/**
 * The excerpt of a song that the protocol of the paper's record measures: 30 segments of one second, each overlapping the
 * next by a tenth, near the song's middle. The record counts {@code n = frames div hop − 1} segments in a song, which may be
 * one fewer than would fit, and the excerpt begins with number {@code (n div 30 div 2)·30}. A shorter song is measured as far
 * as these go, with one segment at least.
 *
 * @param length samples of a segment
 * @param hop samples from one segment to the next
 * @param first number of the excerpt's first segment
 * @param count segments of the excerpt
 */
public record SegmentPlan(int length, int hop, int first, int count) {

    private static final int SEGMENTS = 30;

    /** @throws IllegalArgumentException if the song is shorter than a segment */
    public static SegmentPlan of(long frames, int sampleRateHz) {
        int hop = sampleRateHz - sampleRateHz / 10;
        if (frames < sampleRateHz) {
            throw new IllegalArgumentException(
                    "%d frames are fewer than a segment of one second at %d Hz".formatted(frames, sampleRateHz));
        }
        int inSong = Math.toIntExact(Math.max(1, frames / hop - 1));
        return new SegmentPlan(sampleRateHz, hop, inSong / SEGMENTS / 2 * SEGMENTS, Math.min(SEGMENTS, inSong));
    }

    /** The song's frame at which the excerpt begins. */
    public long begin() {
        return (long) first * hop;
    }

    /** Samples of the excerpt. */
    public int samples() {
        return (count - 1) * hop + length;
    }

    /** Where a segment begins in the excerpt. */
    int offset(int segment) {
        return segment * hop;
    }

    /** The weight of a segment's sample: Hann ramps over the overlaps, so that the weights of all segments sum to 1. */
    double weight(int segment, int sample) {
        int overlap = length - hop;
        int fromEnd = length - 1 - sample;
        if (sample < overlap && segment > 0) {
            return ramp(sample, overlap);
        }
        return fromEnd < overlap && segment < count - 1 ? ramp(fromEnd, overlap) : 1;
    }

    private static double ramp(int sample, int overlap) {
        return 0.5 - 0.5 * Math.cos(Math.PI * (sample + 0.5) / overlap);
    }
}
