package dev.fader.worker.evaluate;

import dev.fader.queue.curve.Curves;
import dev.fader.schemas.evaluation.EvaluateSpec;
import dev.fader.schemas.evaluation.ReportSpec;
import dev.fader.trainer.engine.Device;
import dev.fader.worker.attempt.TaskRunner;
import dev.fader.worker.dataset.Songs;
import dev.fader.worker.device.NetworkTurn;
import dev.fader.worker.model.SeparatorLoader;
import dev.fader.worker.scratch.ScratchSpace;
import dev.fader.worker.storage.ObjectStorage;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.jdbi.v3.core.Jdbi;

/** Builds the runners of evaluations and reports. */
@Singleton
final class EvaluateBeans {

    private EvaluateBeans() {}

    @Produces
    @Singleton
    static TaskRunner<EvaluateSpec> evaluations(
            Songs songs,
            ObjectStorage storage,
            ScratchSpace space,
            NetworkTurn turn,
            Device device,
            SeparatorLoader loader) {
        return new EvaluateRunner(songs, storage, space, turn, device, loader);
    }

    @Produces
    @Singleton
    static TaskRunner<ReportSpec> reports(ObjectStorage storage, ScratchSpace space, Jdbi jdbi) {
        return new ReportRunner(storage, space, new Curves(jdbi));
    }
}
