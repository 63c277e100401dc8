package dev.fader.trainer.evaluation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an evaluation found, as means over songs. At 0 dB a consistent remix is exact and its ratio unbounded, so no mean over
 * gains has that in it.
 *
 * @param ok better than doing nothing at every gain but 0 dB, for every source
 * @param meanSourceSdrDb mean over the sources
 * @param sourceSdrDb SDR of each source's consistent estimate
 * @param medianFrameSdrDb the same as SiSEC sums it up: the median of a song's seconds, and the median over songs
 * @param minSdrWithoutZeroDb mean over the sources and all gains but 0 dB
 * @param minSdrDoNothingDb the same of "output = input"
 * @param silentSources how often a source was silent in a song, and is in no mean: of its SDR, of what moving it does, and of
 *     levels
 * @param polarityDb by how much the SDR of each source differs between upright and upside down, if asked for
 * @param leakDb level of each source's estimate relative to the song without it, if asked for
 * @param remix by source, a row per gain
 */
public record Evaluation(
        String name,
        boolean ok,
        int songs,
        @JsonProperty("mean_source_sdr_db") double meanSourceSdrDb,
        @JsonProperty("source_sdr_db") Map<String, Double> sourceSdrDb,
        @JsonProperty("median_frame_sdr_db") Map<String, Double> medianFrameSdrDb,
        @JsonProperty("min_sdr_without_zero_db") double minSdrWithoutZeroDb,
        @JsonProperty("min_sdr_do_nothing_db") double minSdrDoNothingDb,

        @JsonProperty("silent_sources") int silentSources,

        @JsonProperty("polarity_db") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, Double> polarityDb,

        @JsonProperty("leak_db") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, Double> leakDb,

        Map<String, List<GainRow>> remix) {

    /**
     * One gain of one source, for the network and for "output = input". Levels and differences in dB.
     *
     * @param songs in which the source can be heard; each counted twice where it was measured upside down as well
     */
    public record GainRow(
            @JsonProperty("gain_db") double gainDb,
            int songs,
            @JsonProperty("min_sdr_db") double minSdrDb,
            @JsonProperty("min_sdr_do_nothing_db") double minSdrDoNothingDb,
            @JsonProperty("ld_db") double ldDb,
            @JsonProperty("ld_do_nothing_db") double ldDoNothingDb,
            @JsonProperty("sources_without_level") int sourcesWithoutLevel) {}
}
