package dev.fader.trainer.evaluation.separation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What HTMD-Net's protocol found in one song, in dB; NaN where a metric is not defined.
 *
 * @param segments of a second
 * @param skippedSegments in which one of the four signals is silent: a reference 80 dB below the song's mixture, or an estimate
 *     that is all zero; all of them where a reference is silent in the song
 * @param targets vocals, accompaniment
 * @param pesDb of each segment without a voice
 * @param labels of 20 ms
 * @param agreeingLabels of the estimate, with those of the reference
 */
@SuppressWarnings("ArrayRecordComponent") // tables of numbers, never compared
public record VocalSong(
        String name,
        int segments,
        @JsonProperty("skipped_segments") int skippedSegments,
        List<Target> targets,
        @JsonProperty("pes_db") double[] pesDb,
        int labels,
        @JsonProperty("agreeing_labels") int agreeingLabels) {

    /** @param song medians over the segments; @param whole over the song as one; @param segments one by one */
    public record Target(Track song, Track whole, Track segments) {}

    /** Values of one metric each. */
    @SuppressWarnings("ArrayRecordComponent") // tables of numbers, never compared
    public record Track(double[] sdr, double[] sir, double[] sar) {}
}
