package dev.fader.trainer.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fader.trainer.checkpoint.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of the tables in HTMD-Net's slides.
 *
 * @param loss of the vocals / of the masked source, as our networks are named; the slides have them the other way round
 * @param song SDR, SIR and SAR, medians over songs; null where the slides cannot be read, likewise the others
 * @param median of segments
 * @param mean of segments
 * @param note what is to be known of the numbers
 */
record PublishedVocals(
        String method,
        String loss,
        List<@Nullable Double> song,
        List<@Nullable Double> median,
        List<@Nullable Double> mean,
        @JsonProperty("pes_db") @Nullable Double pesDb,
        @JsonProperty("vad_percent") @Nullable Double vadPercent,
        String note) {

    /**
     * Run time and size by method, in the slides' units of time, which they do not name: only their ratios mean something.
     *
     * @param parameters in millions
     */
    record Cost(String method, double cpu, double gpu, double parameters) {

        static final List<Cost> ALL = List.of(
                new Cost("Conv-TasNet*", 130.7, 0.65, 5.5),
                new Cost("Wave-U-Net", 13.6, 0.07, 10.3),
                new Cost("HTMD-Net", 50.5, 0.14, 4.5));
    }

    static List<PublishedVocals> all() throws IOException {
        try (InputStream resource = PublishedVocals.class.getResourceAsStream("htmd.json")) {
            if (resource == null) {
                throw new IOException("this build lacks htmd.json: build it again");
            }
            return List.of(Json.MAPPER.readValue(resource, PublishedVocals[].class));
        }
    }
}
