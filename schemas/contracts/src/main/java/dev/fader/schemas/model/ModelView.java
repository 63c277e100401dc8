package dev.fader.schemas.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.schemas.remix.StoredObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A network and all that is known of it.
 *
 * @param sha256 of its file: its identity
 * @param network hyper-parameters, as in the file's header
 * @param sources that it separates, in its order
 * @param measurements by name
 * @param aliases that name it now
 * @param heldBy living workers that have it loaded
 */
public record ModelView(
        String sha256,
        String architecture,
        JsonNode network,
        List<String> sources,
        int sampleRateHz,
        StoredObject object,
        ModelLineage lineage,
        Map<String, Double> measurements,
        List<String> aliases,
        List<String> heldBy,
        Instant createdAt) {

    public ModelView {
        sources = List.copyOf(sources);
        measurements = Map.copyOf(measurements);
        aliases = List.copyOf(aliases);
        heldBy = List.copyOf(heldBy);
    }
}
