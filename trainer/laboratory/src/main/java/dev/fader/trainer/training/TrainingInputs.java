package dev.fader.trainer.training;

import dev.fader.trainer.data.ExampleBatch;
import dev.fader.trainer.engine.TrainingStep.Input;
import dev.fader.trainer.network.NetworkPrograms;
import dev.fader.trainer.objective.RemixPrograms;

/** Examples as the inputs of the training program. */
final class TrainingInputs {

    private TrainingInputs() {}

    static Input[] of(ExampleBatch batch) {
        int b = batch.size();
        return new Input[] {
            new Input(NetworkPrograms.MIXTURE, batch.mixture(), b, 1, batch.samples()),
            new Input(RemixPrograms.SOURCES, batch.sources(), b, batch.sourceCount(), batch.samples()),
            new Input(NetworkPrograms.GAINS, batch.gains(), b, batch.sourceCount())
        };
    }
}
