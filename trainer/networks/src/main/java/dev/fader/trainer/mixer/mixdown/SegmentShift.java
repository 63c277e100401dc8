package dev.fader.trainer.mixer.mixdown;

/**
 * Segments of a song, shifted by a quarter of their length (paper, section 4.2), and how they are added: with triangular
 * weights, divided by the sum of the weights, so that segments that agree leave no trace. The last segment ends with the
 * song; a song that is shorter than a segment is one.
 *
 * @param samples L, of the song
 * @param segment T
 */
record SegmentShift(int samples, int segment) {

    int count() {
        return samples <= segment ? 1 : 1 + Math.ceilDiv(samples - segment, segment / 4);
    }

    /** Where a segment begins in the song. */
    int start(int number) {
        return Math.max(0, Math.min(number * (segment / 4), samples - segment));
    }

    /** The weight of a sample of a segment, above 0. */
    double weight(int sample) {
        return Math.min(sample, segment - 1 - sample) + 0.5;
    }
}
