package dev.fader.trainer.training;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fader.trainer.data.ExampleConfig;
import dev.fader.trainer.network.ConvTasNet;
import dev.fader.trainer.network.Objective;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Every hyper-parameter of a run, in one readable file.
 *
 * @param sources names in the order of the network's outputs
 * @param learningRate its peak, reached after {@code warmupSteps}, then a cosine to zero at {@code steps}
 * @param clipNorm largest Euclidean norm of the gradient; 0: no limit
 * @param validateEvery steps between validations, which also decide the best weights
 * @param checkpointEvery steps between checkpoints
 */
public record TrainingConfig(
        ConvTasNet network,
        Objective objective,
        List<String> sources,
        int sampleRateHz,
        ExampleConfig examples,
        int batchSize,
        double learningRate,
        long warmupSteps,
        long steps,
        double clipNorm,
        long validateEvery,
        int validationBatches,
        long checkpointEvery,
        long seed) {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    public TrainingConfig {
        if (network.sources() != sources.size()) {
            throw new IllegalArgumentException(
                    "the network has %d sources, but %s are named".formatted(network.sources(), sources));
        }
    }

    /** @throws IOException naming the key that is missing, unknown or malformed */
    public static TrainingConfig read(Path file) throws IOException {
        return JSON.readValue(file.toFile(), TrainingConfig.class);
    }

    static TrainingConfig parse(String json) throws IOException {
        return JSON.readValue(json, TrainingConfig.class);
    }

    String toJson() {
        return JSON.valueToTree(this).toString();
    }

    double learningRateAt(long step) {
        if (step < warmupSteps) {
            return learningRate * (step + 1) / warmupSteps;
        }
        double progress = (double) (step - warmupSteps) / Math.max(1, steps - warmupSteps);
        return learningRate * 0.5 * (1 + Math.cos(Math.PI * Math.min(1, progress)));
    }
}
