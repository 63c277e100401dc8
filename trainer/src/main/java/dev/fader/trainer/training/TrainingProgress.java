package dev.fader.trainer.training;

import dev.fader.trainer.engine.TrainingStep.Report;
import java.time.Duration;

/** Watches a run. */
public interface TrainingProgress {

    void step(long step, Report report, double learningRate);

    void validated(long step, double sdrDb, double bestSdrDb);

    /** Told at the end for how much of the run the network had to wait for examples. */
    void waited(Duration forExamples);
}
