package dev.fader.schemas.model;

import dev.fader.schemas.DatasetId;
import dev.fader.schemas.RunId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a model came from, as far as it is known.
 *
 * @param run that trained it; null where it came as a file
 * @param step of that training
 * @param datasetName as the training called its data
 * @param configSignature SHA-256 of the training configuration
 * @param provenance what the file itself says of its training
 */
public record ModelLineage(
        @Nullable RunId run,
        @Nullable Long step,
        @Nullable DatasetId dataset,
        @Nullable String datasetName,
        @Nullable String configSignature,
        Map<String, String> provenance) {

    public static final ModelLineage UNKNOWN = new ModelLineage(null, null, null, null, null, Map.of());

    public ModelLineage {
        provenance = Map.copyOf(provenance);
    }
}
