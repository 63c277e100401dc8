package dev.fader.schemas.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.schemas.dataset.DatasetRef;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a run trains.
 *
 * @param config the trainer's own configuration file, whose keys {@code fader trainer preset} shows
 * @param startModel SHA-256 of the model whose weights the run begins with; null: they are drawn from the seed
 * @param separators of a mixer: SHA-256 of the model of each, by its name in the configuration
 */
public record TrainingSpec(
        JsonNode config, DatasetRef data, @Nullable String startModel, Map<String, String> separators) {

    public TrainingSpec {
        // runs that were submitted before there were mixers
        separators = Map.copyOf(Objects.requireNonNullElse(separators, Map.of()));
    }
}
