package dev.fader.trainer.evaluation.separation;

import dev.fader.trainer.evaluation.separation.DemixingResult.Best;
import dev.fader.trainer.evaluation.separation.DemixingResult.Row;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What follows from the rows of MDX-Mixer's table. */
public final class DemixingTable {

    private DemixingTable() {}

    /** For each source the best of the separators, without mixers; paper, Table 5, "the highest SDR value". */
    public static Best best(List<String> sources, List<Row> rows) {
        Map<String, String> whose = new LinkedHashMap<>();
        Map<String, Double> sdr = new LinkedHashMap<>();
        for (Row row : rows) {
            for (String source : sources) {
                double value = row.sdrDb().getOrDefault(source, Double.NaN);
                if (row.separator().separates() && value > sdr.getOrDefault(source, Double.NEGATIVE_INFINITY)) {
                    whose.put(source, row.separator().name());
                    sdr.put(source, value);
                }
            }
        }
        return new Best(whose, sdr, mean(sources, sdr));
    }

    /** The mean over all sources; NaN if one has no value. */
    static double mean(List<String> sources, Map<String, Double> sdrDb) {
        return sources.stream()
                .mapToDouble(source -> sdrDb.getOrDefault(source, Double.NaN))
                .average()
                .orElse(Double.NaN);
    }
}
