package dev.fader.trainer.training;

import dev.fader.trainer.engine.TrainingStep.Report;

/** Watches a run. */
public interface TrainingProgress {

    void step(long step, Report report, double learningRate);

    void validated(long step, double sdrDb, double bestSdrDb);
}
