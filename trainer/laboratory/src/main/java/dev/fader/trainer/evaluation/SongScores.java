package dev.fader.trainer.evaluation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the protocol found in one song. Tables by moved source and gain are (K, gains), in the order of the network's
 * outputs and of {@link GainGrid}; what is not defined is NaN.
 *
 * @param minSdrDb of the remix
 * @param ldDb loudness difference of the remix, mean over the sources that have a level
 * @param ldRecordDb the same as the paper's record prints it: the sum over the sources, divided by 4 whatever K is
 * @param minSdrDoNothingDb of the mixture, taken as the remix
 * @param ldDoNothingDb likewise
 * @param silentSources how many sources are silent in the excerpt: they have no values, moved or separated, and no level
 * @param withoutLevel how many sources had no positive coefficient, over all remixes
 * @param mixtureSdrDb of each source, (K), of the mixture taken as its estimate; null where a result does not say
 * @param separation BSS Eval version 3 of the estimates
 */
@SuppressWarnings("ArrayRecordComponent") // tables of numbers, never compared
public record SongScores(
        String name,
        @JsonProperty("min_sdr_db") double[][] minSdrDb,
        @JsonProperty("ld_db") double[][] ldDb,
        @JsonProperty("ld_record_db") double[][] ldRecordDb,
        @JsonProperty("min_sdr_do_nothing_db") double[][] minSdrDoNothingDb,
        @JsonProperty("ld_do_nothing_db") double[][] ldDoNothingDb,
        @JsonProperty("silent_sources") int silentSources,
        @JsonProperty("without_level") int withoutLevel,
        @JsonProperty("mixture_sdr_db") double @Nullable [] mixtureSdrDb,
        Separation separation) {

    /** Whether its tables are of so many sources and gains. */
    boolean isOf(int sources, int gains) {
        return separation != null
                && Stream.of(minSdrDb, ldDb, ldRecordDb, minSdrDoNothingDb, ldDoNothingDb)
                        .allMatch(table -> table != null
                                && table.length == sources
                                && Arrays.stream(table).allMatch(row -> row != null && row.length == gains))
                && Stream.of(separation.sdr(), separation.isr(), separation.sir(), separation.sar())
                        .allMatch(values -> values != null && values.length == sources)
                && (mixtureSdrDb == null || mixtureSdrDb.length == sources);
    }

    /** Of each source's estimate, (K), in dB; NaN where a source is silent in the excerpt. */
    @SuppressWarnings("ArrayRecordComponent") // tables of numbers, never compared
    public record Separation(double[] sdr, double[] isr, double[] sir, double[] sar) {}
}
