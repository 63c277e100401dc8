package dev.fader.worker.trial;

import dev.fader.schemas.model.TrialSpec;
import dev.fader.worker.attempt.TaskRunner;
import dev.fader.worker.device.NativeCalls;
import dev.fader.worker.device.NetworkTurn;
import dev.fader.worker.model.SeparatorLoader;
import dev.fader.worker.scratch.ScratchSpace;
import dev.fader.worker.storage.ObjectStorage;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Builds the runner of trials. */
@Singleton
final class TrialBeans {

    private TrialBeans() {}

    @Produces
    @Singleton
    static TaskRunner<TrialSpec> trials(
            ObjectStorage storage, SeparatorLoader loader, ScratchSpace space, NetworkTurn turn, NativeCalls calls) {
        return new TrialRunner(storage, loader, space, turn, calls);
    }
}
