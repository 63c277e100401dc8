package dev.fader.worker.evaluate;

import dev.fader.queue.model.NewModel;
import dev.fader.schemas.evaluation.EvaluateSpec;
import dev.fader.schemas.model.ModelLineage;
import dev.fader.schemas.remix.StoredObject;
import dev.fader.trainer.checkpoint.ModelFile;
import dev.fader.worker.model.ShippedModels;
import java.io.IOException;
import java.util.Map;

/** What a run trained, as the register has it: what the file says of itself, and which run it is from. */
final class RegisteredRun {

    private RegisteredRun() {}

    /** @param object under the key of models, which stays when the run is deleted */
    static NewModel of(EvaluateSpec spec, ModelFile file, StoredObject object, Map<String, Double> measurements)
            throws IOException {
        NewModel described = ShippedModels.described(file, object);
        ModelLineage lineage = described.lineage();
        return new NewModel(
                object,
                described.architecture(),
                described.network(),
                described.sources(),
                described.sampleRateHz(),
                new ModelLineage(
                        spec.run(),
                        lineage.step(),
                        lineage.dataset(),
                        spec.trainedOn(),
                        lineage.configSignature(),
                        lineage.provenance()),
                measurements);
    }
}
