package dev.fader.schemas.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.schemas.dataset.DatasetRef;
import org.jspecify.annotations.Nullable;

/**
 * What a run trains.
 *
 * @param config the trainer's own configuration file, whose keys {@code fader trainer preset} shows
 * @param startModel SHA-256 of the model whose weights the run begins with; null: they are drawn from the seed
 */
public record TrainingSpec(
        JsonNode config, DatasetRef data, @Nullable String startModel) {}
