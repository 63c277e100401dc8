package dev.fader.queue.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.schemas.DatasetId;
import dev.fader.schemas.RunId;
import dev.fader.schemas.model.ModelLineage;
import dev.fader.schemas.remix.StoredObject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A model that is about to be registered; its object is stored already.
 *
 * @param object whose hash is the model's
 * @param network hyper-parameters, as in the file's header
 * @param measurements by name, such as {@code validation_loss}
 */
public record NewModel(
        StoredObject object,
        String architecture,
        JsonNode network,
        List<String> sources,
        int sampleRateHz,
        ModelLineage lineage,
        Map<String, Double> measurements) {

    public NewModel {
        sources = List.copyOf(sources);
        measurements = Map.copyOf(measurements);
    }

    /**
     * What a file says of itself, and what the service knows besides.
     *
     * @param data null where its id is not known
     */
    public NewModel trainedBy(RunId run, @Nullable DatasetId data, String dataName, Map<String, Double> measured) {
        return new NewModel(
                object,
                architecture,
                network,
                sources,
                sampleRateHz,
                new ModelLineage(run, lineage.step(), data, dataName, lineage.configSignature(), lineage.provenance()),
                measured);
    }

    public String sha256() {
        return object.sha256();
    }
}
