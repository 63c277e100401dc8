package dev.fader.trainer.training;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.fader.trainer.checkpoint.Json;
import dev.fader.trainer.configuration.ConfigurationReader;
import dev.fader.trainer.configuration.Key;
import dev.fader.trainer.data.ExampleConfig;
import dev.fader.trainer.data.ExampleSampler;
import dev.fader.trainer.data.StemDataset;
import dev.fader.trainer.graph.Precision;
import dev.fader.trainer.network.Network;
import dev.fader.trainer.objective.Objective;
import dev.fader.trainer.objective.RemixObjective;
import dev.fader.trainer.objective.TrainingPrograms;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Every hyper-parameter of a run, in one readable file, whose keys {@link TrainingFile} lists. */
public record TrainingConfig(
        Network network, Objective objective, Data data, Step step, Budget budget, Rhythm rhythm, long seed) {

    private static final ConfigurationReader<TrainingConfig> READER = Json.reader(TrainingConfig.class);

    /** How long a run goes on, at which rate, and what is done between its steps. */
    private static final Set<String> MAY_CHANGE = Set.of(
            "steps",
            "learningRate",
            "schedule",
            "warmupSteps",
            "plateauFactor",
            "plateauPatience",
            "patience",
            "validateEvery",
            "checkpointEvery",
            "keepEvery");

    /**
     * What is learnt from.
     *
     * @param sources names in the order of the network's outputs
     * @param batchSize examples that pass the network at once
     */
    public record Data(List<String> sources, int sampleRateHz, ExampleConfig examples, int batchSize) {

        public Data {
            sources = List.copyOf(sources);
            requireApart(sources);
        }
    }

    /**
     * How a step is taken.
     *
     * @param accumulate batches whose mean gradient makes one step
     * @param precision of the matrix products
     * @param clipNorm largest Euclidean norm of the gradient; 0: no limit
     * @param averageDecay of the exponential average of the weights that is validated and saved, such as 0.999; 0: none
     * @param weightDecay of which each step takes the learning rate's share off every weight; 0: none
     */
    public record Step(
            int accumulate,
            Precision precision,
            LearningRate learningRate,
            double clipNorm,
            double averageDecay,
            double weightDecay) {

        public Step {
            if (precision == Precision.FP16) {
                throw new IllegalArgumentException(
                        "precision fp16 is for use: gradients are too small for it; train in fp32 or bf16");
            }
        }
    }

    /** What becomes of the learning rate after the warm-up. */
    public enum Schedule {
        @Key("it stays")
        @JsonProperty("constant")
        CONSTANT,
        @Key("half a cosine, to zero at the last step")
        @JsonProperty("cosine")
        COSINE,
        @Key(
                "it is multiplied by `plateauFactor` whenever `plateauPatience` validations in a row have brought nothing better")
        @JsonProperty("plateau")
        PLATEAU
    }

    /**
     * When and by how much a rate is lowered that follows the validations.
     *
     * @param patience validations in a row that may bring nothing better
     */
    public record Plateau(double factor, int patience) {

        /** Asteroid's. */
        public static final Plateau STANDARD = new Plateau(0.5, 5);
    }

    /** @param peak reached after {@code warmupSteps} */
    public record LearningRate(double peak, Schedule schedule, long warmupSteps, Plateau plateau) {

        /**
         * @param steps of the whole run
         * @param reductions how often validations had it lowered
         */
        double at(long step, long steps, int reductions) {
            if (step < warmupSteps) {
                return peak * (step + 1) / warmupSteps;
            }
            return switch (schedule) {
                case CONSTANT -> peak;
                case COSINE -> {
                    double progress = (double) (step - warmupSteps) / Math.max(1, steps - warmupSteps);
                    yield peak * 0.5 * (1 + Math.cos(Math.PI * Math.min(1, progress)));
                }
                case PLATEAU -> peak * Math.pow(plateau.factor(), reductions);
            };
        }

        /** Whether so many validations without anything better lower it. */
        boolean lowersAfter(int waited) {
            return schedule == Schedule.PLATEAU && waited >= plateau.patience();
        }
    }

    /**
     * When a run ends.
     *
     * @param patience validations in a row that may bring nothing better; 0: no limit
     */
    public record Budget(long steps, int patience) {}

    /**
     * What is done between steps.
     *
     * @param validateEvery steps between validations, which also decide the best weights
     * @param checkpointEvery steps between checkpoints
     * @param keepEvery steps between checkpoints that stay; 0: none does
     */
    public record Rhythm(long validateEvery, int validationBatches, long checkpointEvery, long keepEvery) {}

    public TrainingConfig {
        if (network.sources() != data.sources().size()) {
            throw new IllegalArgumentException(
                    "the network has %d sources, but %s are named".formatted(network.sources(), data.sources()));
        }
        boolean ratio = objective instanceof RemixObjective remix && remix.needsSound();
        if (data.examples().augmentation().absentShare() > 0 && ratio) {
            throw new IllegalArgumentException(
                    "absentShare needs objective.snrLimitDb (such as 30), since an absent source has no signal-to-noise ratio");
        }
        if (step.learningRate().warmupSteps() >= budget.steps()) {
            throw new IllegalArgumentException(
                    "warmupSteps is %d, but the run has %d steps: its learning rate would never be reached"
                            .formatted(step.learningRate().warmupSteps(), budget.steps()));
        }
        TrainingPrograms.requireFits(network, objective);
        requireLength(Math.max(network.leastSamples(), objective.leastSamples()), network, data);
    }

    /** No stem is in two sources: what is left of the mixture would lack it. */
    private static void requireApart(List<String> sources) {
        Set<String> stems = new HashSet<>();
        for (String source : sources) {
            for (String stem : source.split("\\+", -1)) {
                if (stem.isBlank()) {
                    throw new IllegalArgumentException("the source '%s' has a stem without a name".formatted(source));
                }
                if (!stems.add(stem)) {
                    throw new IllegalArgumentException(
                            "the stem %s is in two of the sources %s".formatted(stem, sources));
                }
            }
        }
    }

    private static void requireLength(int least, Network network, Data data) {
        int samples = data.examples().samples(data.sampleRateHz());
        if (samples < least) {
            throw new IllegalArgumentException(
                    "examples.segmentSeconds %s at %d Hz is %d samples, fewer than the %d that network and objective need"
                            .formatted(data.examples().segmentSeconds(), data.sampleRateHz(), samples, least));
        }
        int window = network.windowSamples();
        if (window > 0 && samples % window != 0) {
            throw new IllegalArgumentException(
                    "the network takes windows of %d samples, but examples.segmentSeconds %s at %d Hz is %d: make it %s"
                            .formatted(
                                    window,
                                    data.examples().segmentSeconds(),
                                    data.sampleRateHz(),
                                    samples,
                                    (double) window / data.sampleRateHz()));
        }
    }

    /** The same budget and hyper-parameters for another network. */
    public TrainingConfig with(Network newNetwork, Objective newObjective, List<String> newSources, long newSeed) {
        Data newData = new Data(newSources, data.sampleRateHz(), data.examples(), data.batchSize());
        return new TrainingConfig(newNetwork, newObjective, newData, step, budget, rhythm, newSeed);
    }

    /** @throws IOException saying all that is wrong with the file, and where */
    public static TrainingConfig read(Path file) throws IOException {
        return read(file, List.of());
    }

    /** The same with other values for some keys. @param settings such as {@code examples.gainRangeDb=6} */
    static TrainingConfig read(Path file, List<String> settings) throws IOException {
        return READER.read(file, settings);
    }

    /** The same with other values for some keys. @param name of this one, for errors */
    TrainingConfig with(String name, List<String> settings) throws IOException {
        return settings.isEmpty() ? this : READER.parse(name, toText(), settings);
    }

    /** The same from a text. */
    public static TrainingConfig parse(String json) throws IOException {
        return READER.parse("the configuration", json);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static TrainingConfig of(TrainingFile file) {
        return file.config();
    }

    @JsonValue
    TrainingFile file() {
        return TrainingFile.of(this);
    }

    /** In what the configuration of a checkpoint was another, but for what a run may change on its way. */
    static List<String> differences(String was, TrainingConfig is) throws IOException {
        return READER.differences(was, is, MAY_CHANGE);
    }

    /** The same in one line: two configurations are the same if this is. */
    public String toJson() {
        return READER.shortest(this).toString();
    }

    /** The same for people: the file that {@link #read} takes. */
    String toText() throws IOException {
        return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(this);
    }

    /** Draws the run's training examples. */
    ExampleSampler sampler(StemDataset dataset) {
        return sampler(dataset, data.examples(), seed);
    }

    ExampleSampler sampler(StemDataset dataset, ExampleConfig examples, long ofSeed) {
        return new ExampleSampler(dataset, examples, exampleSamples(), data.batchSize(), data.sampleRateHz(), ofSeed);
    }

    /** Length of an example as it is drawn. */
    int exampleSamples() {
        return network.alignedSamples(data.examples().samples(data.sampleRateHz()));
    }

    double learningRateAt(long ofStep) {
        return step.learningRate().at(ofStep, budget.steps(), 0);
    }
}
