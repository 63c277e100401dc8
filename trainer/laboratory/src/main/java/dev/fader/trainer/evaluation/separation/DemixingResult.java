package dev.fader.trainer.evaluation.separation;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fader.trainer.data.EstimatesLabel;
import dev.fader.trainer.evaluation.MeasuredData;
import java.util.List;
import java.util.Map;

/**
 * What the protocol of MDX-Mixer's tables found, as written to a file: SDR in dB, museval's median of frames and median of
 * tracks.
 *
 * @param sources in the tables' order
 * @param silentSources how often a source is silent in a song, and has no value there
 * @param rows a row for each separator or mixer
 * @param best of the separators, for each source by itself
 */
public record DemixingResult(
        String name,
        boolean ok,
        String protocol,
        MeasuredData data,
        List<String> sources,
        @JsonProperty("silent_sources") int silentSources,
        List<Row> rows,
        Best best) {

    /** The value of {@link #protocol}. */
    public static final String MDX = "mdx";

    /**
     * @param sdrDb by source; without those that it does not estimate
     * @param all mean over the sources; NaN unless it has all
     * @param skippedFrames frames of all songs that have no value, since a source or an estimate is silent in them
     * @param songs medians of frames by song and source
     */
    public record Row(
            EstimatesLabel separator,
            @JsonProperty("sdr_db") Map<String, Double> sdrDb,
            @JsonProperty("all_db") double all,
            @JsonProperty("skipped_frames") int skippedFrames,
            Map<String, Map<String, Double>> songs) {}

    /** @param whose name of the separator by source */
    public record Best(
            Map<String, String> whose,
            @JsonProperty("sdr_db") Map<String, Double> sdrDb,
            @JsonProperty("all_db") double all) {}
}
