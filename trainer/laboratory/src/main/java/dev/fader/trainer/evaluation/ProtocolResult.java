package dev.fader.trainer.evaluation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What the paper's protocol found, as written to a file: numbers in dB, null where there is none.
 *
 * @param remix how estimates became remixes
 * @param gainsDb the grid
 * @param overall over all songs, sources and gains
 * @param sources what happens when each is moved, and how well it is separated
 * @param withoutLevel how many sources of remixes had no positive loudness coefficient
 * @param silentSources how often a source is silent in a song's excerpt, and is in no mean
 * @param songs every value behind the means
 * @param seconds that measuring took, with reading and, of several rules, for all of them; NaN where a result does not say
 * @param examples excerpts to listen to, if any were written
 */
@SuppressWarnings("ArrayRecordComponent") // a result to write and read, never compared
public record ProtocolResult(
        String name,
        boolean ok,
        String protocol,
        MeasuredModel model,
        MeasuredData data,
        RemixRule remix,
        @JsonProperty("gains_db") double[] gainsDb,
        Overall overall,
        List<SourceScores> sources,
        @JsonProperty("without_level") int withoutLevel,
        @JsonProperty("silent_sources") int silentSources,
        List<SongScores> songs,
        double seconds,
        List<RemixExample> examples) {

    /** @throws IllegalArgumentException if tables do not have a row for each source and a value for each gain of the grid */
    public ProtocolResult {
        if (songs != null && sources != null) {
            for (SongScores song : songs) {
                if (song == null || !song.isOf(sources.size(), GainGrid.decibels().length)) {
                    throw new IllegalArgumentException("the tables of a song are not of %d sources and %d gains"
                            .formatted(sources.size(), GainGrid.decibels().length));
                }
            }
        }
    }

    /** The value of {@link #protocol}. */
    public static final String PAPER = "paper";

    /**
     * Spreads over songs of each song's mean over sources and gains.
     *
     * @param minSdrDb over all gains, as the paper has it; without a value for a consistent remix
     * @param minSdrWithoutZeroDb over all gains but 0 dB, where a consistent remix is exact and its ratio unbounded
     * @param ldRecordDb as the record prints it
     */
    public record Overall(
            @JsonProperty("min_sdr_db") Spread minSdrDb,
            @JsonProperty("min_sdr_without_zero_db") Spread minSdrWithoutZeroDb,
            @JsonProperty("ld_db") Spread ldDb,
            @JsonProperty("ld_record_db") Spread ldRecordDb,

            @JsonProperty("min_sdr_do_nothing_without_zero_db")
            Spread minSdrDoNothingWithoutZeroDb,

            @JsonProperty("ld_do_nothing_db") Spread ldDoNothingDb) {}

    /**
     * One source.
     *
     * @param source its name in the network
     * @param stem its name in the data set
     * @param gains a row per gain
     * @param minSdrWithoutZeroDb spread over songs of each song's mean over all gains but 0 dB
     * @param sdrDb BSS Eval version 3 of the estimate, likewise the others
     */
    public record SourceScores(
            String source,
            String stem,
            List<GainScores> gains,
            @JsonProperty("min_sdr_without_zero_db") Spread minSdrWithoutZeroDb,
            @JsonProperty("ld_db") Spread ldDb,
            @JsonProperty("sdr_db") Spread sdrDb,
            @JsonProperty("isr_db") Spread isrDb,
            @JsonProperty("sir_db") Spread sirDb,
            @JsonProperty("sar_db") Spread sarDb) {}

    /** One gain of one source, spread over songs. */
    public record GainScores(
            @JsonProperty("gain_db") double gainDb,
            @JsonProperty("min_sdr_db") Spread minSdrDb,
            @JsonProperty("ld_db") Spread ldDb,
            @JsonProperty("ld_record_db") Spread ldRecordDb,
            @JsonProperty("min_sdr_do_nothing_db") Spread minSdrDoNothingDb,
            @JsonProperty("ld_do_nothing_db") Spread ldDoNothingDb) {}
}
