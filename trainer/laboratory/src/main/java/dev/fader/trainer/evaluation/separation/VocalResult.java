package dev.fader.trainer.evaluation.separation;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fader.trainer.data.EstimatesLabel;
import dev.fader.trainer.evaluation.MeasuredData;
import dev.fader.trainer.evaluation.Spread;
import java.util.List;

/**
 * What HTMD-Net's protocol found, as written to a file: numbers in dB, null where there is none.
 *
 * @param separator what was measured, with its run time and number of parameters
 * @param targets vocals, and accompaniment: all else
 * @param silence of the vocals
 * @param songs every value behind the means
 */
public record VocalResult(
        String name,
        boolean ok,
        String protocol,
        EstimatesLabel separator,
        MeasuredData data,
        List<TargetScores> targets,
        Silence silence,
        List<VocalSong> songs) {

    /** The value of {@link #protocol}. */
    public static final String HTMD = "htmd";

    /** What is separated. */
    public static final String VOCALS = "vocals";

    /** What is left of the mixture. */
    public static final String ACCOMPANIMENT = "accompaniment";

    /**
     * @param songWise over songs, of each song's median over its segments
     * @param wholeSong over songs, of BSS Eval version 3 over all of each
     * @param segmentWise over all segments of all songs
     */
    public record TargetScores(
            String target,
            @JsonProperty("song_wise") Ratios songWise,
            @JsonProperty("whole_song") Ratios wholeSong,
            @JsonProperty("segment_wise") Ratios segmentWise) {}

    /** Source to distortion, interference and artifacts. */
    public record Ratios(
            @JsonProperty("sdr_db") Spread sdrDb,
            @JsonProperty("sir_db") Spread sirDb,
            @JsonProperty("sar_db") Spread sarDb) {}

    /**
     * @param pesDb predicted energy at silence, over all segments without a voice
     * @param vadPercent share of labels that are those of the reference, over all songs together
     */
    public record Silence(
            @JsonProperty("pes_db") Spread pesDb,
            @JsonProperty("vad_percent") double vadPercent) {}

    /** Of the vocals, or of all else. */
    public TargetScores target(String target) {
        return targets.stream()
                .filter(scores -> scores.target().equals(target))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there are no scores of " + target));
    }
}
