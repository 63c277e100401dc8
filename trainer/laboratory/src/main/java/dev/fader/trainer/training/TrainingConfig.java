package dev.fader.trainer.training;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fader.trainer.checkpoint.Json;
import dev.fader.trainer.data.ExampleConfig;
import dev.fader.trainer.graph.Precision;
import dev.fader.trainer.network.Network;
import dev.fader.trainer.objective.Objective;
import dev.fader.trainer.objective.RemixModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Every hyper-parameter of a run, in one readable file.
 *
 * @param sources names in the order of the network's outputs
 * @param batchSize examples that pass the network at once
 * @param accumulate batches whose mean gradient makes one step
 * @param precision of the matrix products
 * @param learningRate its peak, reached after {@code warmupSteps}
 * @param patience validations in a row that may bring nothing better before the run ends; 0: no limit
 * @param clipNorm largest Euclidean norm of the gradient; 0: no limit
 * @param validateEvery steps between validations, which also decide the best weights
 * @param checkpointEvery steps between checkpoints
 */
public record TrainingConfig(
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
        long validateEvery,
        int validationBatches,
        long checkpointEvery,
        long seed) {

    /** What becomes of the learning rate after the warm-up. */
    public enum Schedule {
        @JsonProperty("constant")
        CONSTANT,
        /** Half a cosine, to zero at the last step. */
        @JsonProperty("cosine")
        COSINE
    }

    public TrainingConfig {
        if (network.sources() != sources.size()) {
            throw new IllegalArgumentException(
                    "the network has %d sources, but %s are named".formatted(network.sources(), sources));
        }
        if (network.seesGains() != (objective.model() == RemixModel.GAIN_CONDITIONED)) {
            throw new IllegalArgumentException(
                    "a network that sees the gains (Conv-TasNet: gainConditioned) and the model gain_conditioned go together, not with "
                            + objective.model());
        }
        if (batchSize < 1 || accumulate < 1 || validateEvery < 1 || checkpointEvery < 1) {
            throw new IllegalArgumentException(
                    "batchSize, accumulate, validateEvery and checkpointEvery must be at least 1");
        }
    }

    /** The same budget and hyper-parameters for another network. */
    public TrainingConfig with(Network newNetwork, Objective newObjective, List<String> newSources, long newSeed) {
        return new TrainingConfig(
                newNetwork,
                newObjective,
                newSources,
                sampleRateHz,
                examples,
                batchSize,
                accumulate,
                precision,
                learningRate,
                schedule,
                warmupSteps,
                steps,
                patience,
                clipNorm,
                validateEvery,
                validationBatches,
                checkpointEvery,
                newSeed);
    }

    /** @throws IOException naming the key that is missing, unknown or malformed */
    public static TrainingConfig read(Path file) throws IOException {
        return Json.COMPLETE.readValue(file.toFile(), TrainingConfig.class);
    }

    static TrainingConfig parse(String json) throws IOException {
        return Json.COMPLETE.readValue(json, TrainingConfig.class);
    }

    String toJson() {
        return Json.COMPLETE.valueToTree(this).toString();
    }

    /** The same for people: the file that {@link #read} takes. */
    String toText() throws IOException {
        return Json.COMPLETE.writerWithDefaultPrettyPrinter().writeValueAsString(this);
    }

    double learningRateAt(long step) {
        if (step < warmupSteps) {
            return learningRate * (step + 1) / warmupSteps;
        }
        if (schedule == Schedule.CONSTANT) {
            return learningRate;
        }
        double progress = (double) (step - warmupSteps) / Math.max(1, steps - warmupSteps);
        return learningRate * 0.5 * (1 + Math.cos(Math.PI * Math.min(1, progress)));
    }
}
