package dev.fader.trainer.training;

import dev.fader.trainer.configuration.Key;
import dev.fader.trainer.data.ExampleConfig;
import dev.fader.trainer.graph.Precision;
import dev.fader.trainer.network.Network;
import dev.fader.trainer.objective.Objective;
import dev.fader.trainer.training.TrainingConfig.Budget;
import dev.fader.trainer.training.TrainingConfig.Data;
import dev.fader.trainer.training.TrainingConfig.LearningRate;
import dev.fader.trainer.training.TrainingConfig.Plateau;
import dev.fader.trainer.training.TrainingConfig.Rhythm;
import dev.fader.trainer.training.TrainingConfig.Schedule;
import dev.fader.trainer.training.TrainingConfig.Step;
import java.util.List;

/** The keys of a configuration file, all on one level and in this order; {@link TrainingConfig} says what they mean. */
record TrainingFile(
        @Key("the network: see [Networks](#networks)") Network network,

        @Key("what is minimised: see [Objectives](#objectives)")
        Objective objective,

        @Key(
                "names of the sources in the order of the network's outputs; `drums+bass` is one source of two stems, `accompaniment` all that is no other source")
        List<String> sources,

        @Key(
                value = "rate that the network works at; songs at a higher one are resampled",
                unit = "Hz",
                min = 1000,
                max = 192000,
                source = "44 100")
        int sampleRateHz,

        @Key("how examples are drawn: see [Examples](#examples)")
        ExampleConfig examples,

        @Key(value = "examples that pass the network at once", min = 1, max = 65536, source = "record: 3")
        int batchSize,

        @Key(value = "batches whose mean gradient makes one step", min = 1, max = 65536)
        int accumulate,

        @Key("in which numbers matrices are multiplied") Precision precision,

        @Key(
                value = "of Adam (β 0.9 and 0.999), reached after the warm-up",
                above = 0,
                max = 1,
                source = "paper: 0.001; record: 0.0001")
        double learningRate,

        @Key("what becomes of the learning rate after the warm-up")
        Schedule schedule,

        @Key(value = "over which the learning rate rises evenly from 0; fewer than `steps`", unit = "steps", min = 0)
        long warmupSteps,

        @Key(
                value = "of `plateau`: by which the learning rate is multiplied",
                above = 0,
                below = 1,
                standard = "0.5",
                source = "Asteroid's recipes: 0.5")
        double plateauFactor,

        @Key(
                value =
                        "of `plateau`: validations in a row that bring nothing better before the learning rate is lowered",
                unit = "validations",
                min = 1,
                standard = "5",
                source = "Asteroid's recipes: 5")
        int plateauPatience,

        @Key(value = "of the whole run; a run can be [extended](training.md#runs-that-go-on)", unit = "steps", min = 1)
        long steps,

        @Key(
                value = "validations in a row that may bring nothing better before the run ends; 0: no limit",
                unit = "validations",
                min = 0,
                source = "paper: 50 epochs")
        int patience,

        @Key(value = "the gradient is scaled down to this Euclidean norm; 0: no limit", min = 0)
        double clipNorm,

        @Key(
                value = "of the exponential average of the weights that is validated and saved, such as 0.999; 0: none",
                min = 0,
                below = 1)
        double averageDecay,

        @Key(
                value = "of which each step takes the learning rate's share off every weight (AdamW)",
                min = 0,
                max = 100,
                standard = "0",
                source = "Loshchilov and Hutter 2019")
        double weightDecay,

        @Key(
                value = "from one validation, which also decides the best weights, to the next; an epoch",
                unit = "steps",
                min = 1)
        long validateEvery,

        @Key(value = "of a validation, always the same", unit = "batches", min = 1, max = 65536)
        int validationBatches,

        @Key(value = "from one checkpoint to the next; there is one at each validation, too", unit = "steps", min = 1)
        long checkpointEvery,

        @Key(
                value = "from one checkpoint that stays, as `checkpoint-STEP.safetensors`, to the next; 0: none stays",
                unit = "steps",
                min = 0,
                standard = "0")
        long keepEvery,

        @Key("of the first weights, the examples and dropout")
        long seed) {

    TrainingConfig config() {
        return new TrainingConfig(
                network,
                objective,
                new Data(sources, sampleRateHz, examples, batchSize),
                new Step(
                        accumulate,
                        precision,
                        new LearningRate(
                                learningRate, schedule, warmupSteps, new Plateau(plateauFactor, plateauPatience)),
                        clipNorm,
                        averageDecay,
                        weightDecay),
                new Budget(steps, patience),
                new Rhythm(validateEvery, validationBatches, checkpointEvery, keepEvery),
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
                step.learningRate().plateau().factor(),
                step.learningRate().plateau().patience(),
                config.budget().steps(),
                config.budget().patience(),
                step.clipNorm(),
                step.averageDecay(),
                step.weightDecay(),
                config.rhythm().validateEvery(),
                config.rhythm().validationBatches(),
                config.rhythm().checkpointEvery(),
                config.rhythm().keepEvery(),
                config.seed());
    }
}
