package dev.fader.trainer.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fader.trainer.checkpoint.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/** What the text of MDX-Mixer's paper says of its tables, on MUSDB18-HQ. @param sdrDb by source, where it says so */
record PublishedMixers(
        String system,
        @JsonProperty("sdr_db") Map<String, Double> sdrDb,
        @JsonProperty("all_db") double allDb) {

    static List<PublishedMixers> all() throws IOException {
        try (InputStream resource = PublishedMixers.class.getResourceAsStream("mdx.json")) {
            if (resource == null) {
                throw new IOException("this build lacks mdx.json: build it again");
            }
            return List.of(Json.MAPPER.readValue(resource, PublishedMixers[].class));
        }
    }
}
