package dev.fader.worker.promote;

import dev.fader.schemas.model.PromoteSpec;
import dev.fader.worker.attempt.TaskRunner;
import dev.fader.worker.dataset.Songs;
import dev.fader.worker.device.NetworkTurn;
import dev.fader.worker.model.Models;
import dev.fader.worker.scratch.ScratchSpace;
import dev.fader.worker.storage.ObjectStorage;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Builds the runner of promotions. */
@Singleton
final class PromoteBeans {

    private PromoteBeans() {}

    @Produces
    @Singleton
    static TaskRunner<PromoteSpec> promotions(
            Songs songs, ObjectStorage storage, Models models, ScratchSpace space, NetworkTurn turn) {
        return new PromoteRunner(songs, models, space, storage, turn);
    }
}
