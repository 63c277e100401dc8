package dev.fader.trainer.evaluation;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fader.trainer.metrics.LoudnessDifference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * What an evaluation found, as means over songs.
 *
 * @param ok better than doing nothing at every gain but 0 dB, for every source
 * @param sourceSdrDb SDR of each source's consistent estimate
 * @param remix by source, a row per gain
 */
public record Evaluation(
        String name,
        boolean ok,
        int songs,
        @JsonProperty("source_sdr_db") Map<String, Double> sourceSdrDb,
        Map<String, List<GainRow>> remix) {

    /** One gain of one source, for the network and for "output = input". Levels and differences in dB. */
    public record GainRow(
            @JsonProperty("gain_db") double gainDb,
            @JsonProperty("min_sdr_db") double minSdrDb,
            @JsonProperty("min_sdr_do_nothing_db") double minSdrDoNothingDb,
            @JsonProperty("ld_db") double ldDb,
            @JsonProperty("ld_do_nothing_db") double ldDoNothingDb,
            @JsonProperty("sources_without_level") int sourcesWithoutLevel) {}

    /** Values of all songs. */
    static final class Tally {

        private final DoubleStream.Builder minSdr = DoubleStream.builder();
        private final DoubleStream.Builder minSdrNothing = DoubleStream.builder();
        private final DoubleStream.Builder ld = DoubleStream.builder();
        private final DoubleStream.Builder ldNothing = DoubleStream.builder();
        private int withoutLevel;

        void add(double minSdrDb, LoudnessDifference ours, double nothingDb, LoudnessDifference nothing) {
            minSdr.add(minSdrDb);
            minSdrNothing.add(nothingDb);
            ld.add(ours.db());
            ldNothing.add(nothing.db());
            withoutLevel += ours.withoutLevel();
        }

        GainRow row(double gainDb) {
            return new GainRow(gainDb, mean(minSdr), mean(minSdrNothing), mean(ld), mean(ldNothing), withoutLevel);
        }

        /** Songs in which no source has a level are left out. */
        private static double mean(DoubleStream.Builder values) {
            return Spread.of(values.build().toArray()).mean();
        }
    }

    static Evaluation of(int songs, Map<String, List<Double>> separation, Map<String, Map<Double, Tally>> tallies) {
        Map<String, Double> sourceSdr = new LinkedHashMap<>();
        separation.forEach((source, values) -> sourceSdr.put(
                source,
                values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN)));
        Map<String, List<GainRow>> remix = new LinkedHashMap<>();
        boolean ok = true;
        for (Map.Entry<String, Map<Double, Tally>> source : tallies.entrySet()) {
            List<GainRow> rows = new ArrayList<>();
            source.getValue().forEach((gainDb, tally) -> rows.add(tally.row(gainDb)));
            ok &= rows.stream().allMatch(row -> row.gainDb() == 0 || row.minSdrDb() > row.minSdrDoNothingDb());
            remix.put(source.getKey(), rows);
        }
        return new Evaluation("evaluate", ok, songs, sourceSdr, remix);
    }
}
