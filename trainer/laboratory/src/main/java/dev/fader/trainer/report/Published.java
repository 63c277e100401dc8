package dev.fader.trainer.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fader.trainer.checkpoint.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cell of the paper's Table 1, with what the authors' record holds beside it. The README beside the resource says where
 * the numbers are from.
 *
 * @param train training set
 * @param test test set
 * @param sources K
 * @param column its heading, as {@link Column} names it
 * @param minSdrByGainDb means over songs and sources, at equal steps from −24 to +24 dB
 * @param sdrDb BSS Eval means by source, where recorded; likewise sir and sar
 */
record Published(
        String train,
        String test,
        int sources,
        String column,
        @JsonProperty("min_sdr_db") double minSdrDb,
        @JsonProperty("ld_db") double ldDb,
        int songs,
        @JsonProperty("min_sdr_by_gain_db") List<Double> minSdrByGainDb,
        @JsonProperty("sdr_db") @Nullable List<Double> sdrDb,
        @JsonProperty("sir_db") @Nullable List<Double> sirDb,
        @JsonProperty("sar_db") @Nullable List<Double> sarDb) {

    /** Sources from which the recorded Baselines are broken: their separation is at −13 to −18 dB. */
    private static final int BROKEN_FROM = 4;

    /** All 91 cells, in the table's order. */
    static List<Published> all() throws IOException {
        try (InputStream resource = Published.class.getResourceAsStream("published.json")) {
            if (resource == null) {
                throw new IOException("this build lacks published.json: build it again");
            }
            return List.of(Json.MAPPER.readValue(resource, Published[].class));
        }
    }

    TableOneRow row() {
        return new TableOneRow(train, test, sources);
    }

    /** Whether nothing may be concluded from a comparison with this cell. */
    boolean broken() {
        return sources >= BROKEN_FROM && column.equals(Column.BASELINE);
    }

    /** The gain of an entry of {@link #minSdrByGainDb}, in dB. */
    double gainDb(int entry) {
        return -24 + 48.0 * entry / (minSdrByGainDb.size() - 1);
    }
}
