package dev.fader.trainer.training;

import dev.fader.trainer.data.ExampleConfig;
import dev.fader.trainer.graph.Precision;
import dev.fader.trainer.network.Network;
import dev.fader.trainer.objective.Objective;
import dev.fader.trainer.training.TrainingConfig.Budget;
import dev.fader.trainer.training.TrainingConfig.Data;
import dev.fader.trainer.training.TrainingConfig.LearningRate;
import dev.fader.trainer.training.TrainingConfig.Rhythm;
import dev.fader.trainer.training.TrainingConfig.Schedule;
import dev.fader.trainer.training.TrainingConfig.Step;
import java.util.List;

/** The keys of a configuration file, all on one level and in this order; {@link TrainingConfig} says what they mean. */
record TrainingFile(
        Network network,
        Objective objective,
        List<String> sources,
        int sampleRateHz,
        ExampleConfig examples,
        int batchSize,
        int accumulate,
        Precision precision,
        double learningRate,
        Schedule schedule,
        long warmupSteps,
        long steps,
        int patience,
        double clipNorm,
        double averageDecay,
        long validateEvery,
        int validationBatches,
        long checkpointEvery,
        long seed) {

    TrainingConfig config() {
        return new TrainingConfig(
                network,
                objective,
                new Data(sources, sampleRateHz, examples, batchSize),
                new Step(
                        accumulate,
                        precision,
                        new LearningRate(learningRate, schedule, warmupSteps),
                        clipNorm,
                        averageDecay),
                new Budget(steps, patience),
                new Rhythm(validateEvery, validationBatches, checkpointEvery),
                seed);
    }

    static TrainingFile of(TrainingConfig config) {
        Data data = config.data();
        Step step = config.step();
        return new TrainingFile(
                config.network(),
                config.objective(),
                data.sources(),
                data.sampleRateHz(),
                data.examples(),
                data.batchSize(),
                step.accumulate(),
                step.precision(),
                step.learningRate().peak(),
                step.learningRate().schedule(),
                step.learningRate().warmupSteps(),
                config.budget().steps(),
                config.budget().patience(),
                step.clipNorm(),
                step.averageDecay(),
                config.rhythm().validateEvery(),
                config.rhythm().validationBatches(),
                config.rhythm().checkpointEvery(),
                config.seed());
    }
}
