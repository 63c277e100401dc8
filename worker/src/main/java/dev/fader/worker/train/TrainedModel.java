package dev.fader.worker.train;

import dev.fader.queue.model.NewModel;
import dev.fader.schemas.RunId;
import dev.fader.schemas.dataset.DatasetRef;
import dev.fader.schemas.model.ModelNames;
import dev.fader.schemas.notation.Sha256;
import dev.fader.schemas.remix.StoredObject;
import dev.fader.trainer.separators.SeparatorFile;
import dev.fader.worker.model.ModelRegister;
import dev.fader.worker.storage.ObjectStorage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** What a run has made, as a model that remixes can name. */
final class TrainedModel {

    private TrainedModel() {}

    /**
     * Stores the best weights of a run that has ended under their hash.
     *
     * @param measured of its validation, by name
     */
    static NewModel store(Path best, RunId run, DatasetRef data, Map<String, Double> measured, ObjectStorage storage)
            throws IOException {
        String sha256 = Sha256.of(best);
        StoredObject object = storage.putOnce(best, ModelNames.key(sha256), sha256);
        return ModelRegister.described(SeparatorFile.read(best), object, Map.of())
                .trainedBy(run, data.id(), data.name(), measured);
    }
}
