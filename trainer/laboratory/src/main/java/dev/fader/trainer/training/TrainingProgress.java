package dev.fader.trainer.training;

import dev.fader.trainer.engine.TrainingStep.Report;
import java.time.Duration;

/** Watches a run, as closely as it likes. */
public interface TrainingProgress {

    default void step(long step, Report report, double learningRate) {}

    default void validated(long step, double sdrDb, double bestSdrDb) {}

    /** Called at the end: for how much of the run the network had to wait for examples. */
    default void waited(Duration forExamples) {}
}
