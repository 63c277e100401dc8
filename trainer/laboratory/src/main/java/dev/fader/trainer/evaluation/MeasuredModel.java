package dev.fader.trainer.evaluation;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.schemas.notation.Sha256;
import dev.fader.trainer.checkpoint.Json;
import dev.fader.trainer.checkpoint.ModelFile;
import dev.fader.trainer.graph.Graph.Parameters;
import dev.fader.trainer.network.Architectures;
import dev.fader.trainer.network.Network;
import dev.fader.trainer.network.NetworkPrograms;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which model was measured, and how it came to be.
 *
 * @param file its name
 * @param sha256 of the file
 * @param remixer how it was trained to remix, by the name in the training configuration; of one that was trained to separate,
 *     its architecture and the errors
 * @param psi weight of the remix term in training
 * @param lambda weight of the source term in training
 * @param steps of training; 0 if the file does not tell
 * @param trainedOn name of the training set
 * @param training the whole configuration of its training; null where the file does not tell
 */
public record MeasuredModel(
        String file,
        String sha256,
        List<String> sources,
        String remixer,
        double psi,
        double lambda,
        long seed,
        long steps,
        long parameters,
        @JsonProperty("trained_on") String trainedOn,
        Network network,
        @Nullable JsonNode training) {

    public MeasuredModel {
        training = training == null || training.isNull() ? null : training;
    }

    static final String UNKNOWN = "unknown";

    /**
     * @param trainedOn name of the training set; empty: what the file says
     * @throws IOException if the file cannot be read
     */
    public static MeasuredModel of(Path path, ModelFile file, String trainedOn) throws IOException {
        JsonNode training = training(file);
        JsonNode objective = training.path("objective");
        return new MeasuredModel(
                String.valueOf(path.getFileName()),
                Sha256.of(path),
                file.sources(),
                remixer(objective, file.network()),
                objective.path("psi").asDouble(Double.NaN),
                objective.path("lambda").asDouble(Double.NaN),
                training.path("seed").asLong(),
                Long.parseLong(file.provenance().getOrDefault("steps", "0")),
                NetworkPrograms.separation(file.network(), Parameters.NAMED).parameterCount(),
                trainedOn.isEmpty() ? file.provenance().getOrDefault("data", UNKNOWN) : trainedOn,
                file.network(),
                training.isEmpty() ? null : training);
    }

    /**
     * Whether a model was trained for the waveforms of its sources, and not to remix.
     *
     * @throws IOException if what the file says of its training cannot be read
     */
    public static boolean separates(ModelFile file) throws IOException {
        return training(file).path("objective").has("l1");
    }

    private static JsonNode training(ModelFile file) throws IOException {
        return Json.MAPPER.readTree(file.provenance().getOrDefault("training", "{}"));
    }

    /** Of one that was trained for the waveforms, its architecture and the two errors. */
    private static String remixer(JsonNode objective, Network network) {
        return objective.has("l1")
                ? "%s %s/%s"
                        .formatted(
                                Architectures.nameOf(network.getClass()),
                                objective.path("l1").asText(),
                                objective.path("l2").asText())
                : objective.path("model").asText(UNKNOWN);
    }
}
