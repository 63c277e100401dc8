package dev.fader.trainer.parity;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.trainer.checkpoint.Json;
import dev.fader.trainer.checkpoint.Safetensors;
import dev.fader.trainer.graph.Weights;
import dev.fader.trainer.graph.Weights.Tensor;
import dev.fader.trainer.htmdnet.HtmdNet;
import dev.fader.trainer.objective.WaveformError;
import dev.fader.trainer.objective.WaveformObjective;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Vectors that the authors' layer graph of HTMD-Net computed: weights in its framework's layouts, inputs, outputs in use and in
 * training, losses, gradient norms, and the running statistics after one pass in training. The header's {@code config} says
 * which network it is.
 */
record HtmdNetReference(Path path, Safetensors file, HtmdNet network) {

    private static final String WEIGHTS = "weights.";

    /**
     * What a file's losses {@code train.<L1>_<L2>.loss} were computed with. Of the two mixed pairs these are not the {@linkplain
     * WaveformObjective#published published} weights but each other's: the files were made with L1 read as the first of the slides'
     * pairs. What a loss is compared with has to be the same sum.
     */
    private static final Map<String, WaveformObjective> OBJECTIVES = Map.of(
            "mse_mse", new WaveformObjective(1, WaveformError.MSE, 0.5, WaveformError.MSE),
            "mae_mae", new WaveformObjective(1, WaveformError.MAE, 0.5, WaveformError.MAE),
            "mae_mse", new WaveformObjective(1, WaveformError.MAE, 0.05, WaveformError.MSE),
            "mse_mae", new WaveformObjective(0.1, WaveformError.MSE, 1, WaveformError.MAE),
            "mse_none", WaveformObjective.of(WaveformError.MSE),
            "mae_none", WaveformObjective.of(WaveformError.MAE));

    /** Whether the header describes an HTMD-Net. */
    static boolean fits(Safetensors file) {
        return file.metadata().getOrDefault("config", "").contains("\"lstm_units\"");
    }

    static HtmdNetReference of(Path path, Safetensors file) throws IOException {
        JsonNode config = Json.MAPPER.readTree(file.metadata().getOrDefault("config", ""));
        try {
            HtmdNet network = new HtmdNet(
                    number(config, "window"),
                    number(config, "encoder_filters"),
                    number(config, "bottleneck"),
                    number(config, "dilations"),
                    number(config, "levels"),
                    number(config, "base_filters"),
                    number(config, "lstm_units"));
            long[] mixtures = file.tensors().get("mixture").dims();
            if (mixtures.length != 3 || mixtures[1] != network.window()) {
                throw new IllegalArgumentException("the mixtures are %s, not examples × %d × 1"
                        .formatted(Arrays.toString(mixtures), network.window()));
            }
            return new HtmdNetReference(path, file, network);
        } catch (IllegalArgumentException e) {
            throw new IOException(path + ": " + e.getMessage(), e);
        }
    }

    private static int number(JsonNode config, String key) {
        if (!config.path(key).isInt()) {
            throw new IllegalArgumentException("the header's config lacks the number " + key);
        }
        return config.path(key).asInt();
    }

    /** Weights and statistics, under our names and in our layouts. */
    Weights weights() {
        return tensors(WEIGHTS);
    }

    /** The running statistics after one pass in training. */
    Weights after() {
        return tensors("after.");
    }

    private Weights tensors(String prefix) {
        Weights.Builder tensors = new Weights.Builder();
        for (String name : file.tensors().names()) {
            if (name.startsWith(prefix)) {
                KerasTensor.add(tensors, name.substring(prefix.length()), tensor(name));
            }
        }
        return tensors.build();
    }

    Tensor tensor(String name) {
        return file.tensors().get(name);
    }

    /** How many examples there are. */
    int examples() {
        return (int) tensor("mixture").dims()[0];
    }

    /** Names of our parameters in the order of the gradient norms. */
    List<String> gradientOrder() throws IOException {
        List<String> names = new ArrayList<>();
        Json.MAPPER
                .readTree(file.metadata().getOrDefault("gradient_order", "[]"))
                .forEach(name -> names.add(KerasTensor.ourName(name.asText().substring(WEIGHTS.length()))));
        return names;
    }

    /** A loss that the file has a value, and gradient norms, for. */
    record Case(WaveformObjective objective, double loss, float[] gradientNorms) {}

    List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        OBJECTIVES.forEach((pair, objective) -> {
            String name = "train." + pair;
            if (file.tensors().names().contains(name + ".loss")) {
                cases.add(new Case(
                        objective,
                        tensor(name + ".loss").data()[0],
                        tensor(name + ".gradnorm").data()));
            }
        });
        return cases;
    }
}
