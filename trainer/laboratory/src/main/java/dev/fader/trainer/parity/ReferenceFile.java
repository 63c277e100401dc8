package dev.fader.trainer.parity;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.trainer.checkpoint.Json;
import dev.fader.trainer.checkpoint.Safetensors;
import dev.fader.trainer.convtasnet.ConvTasNet;
import dev.fader.trainer.exchange.AsteroidArguments;
import dev.fader.trainer.graph.Weights;
import dev.fader.trainer.graph.Weights.Tensor;
import dev.fader.trainer.objective.RemixModel;
import dev.fader.trainer.objective.RemixObjective;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Vectors that the authors' implementation computed: weights under Asteroid's names, inputs, outputs, losses, gradient
 * norms and Adam losses, with the network's configuration in the header.
 */
final class ReferenceFile {

    /** {@code loss.model1.psi3.lambda1}: a remixer and the weights of its two terms. */
    private static final Pattern LOSS =
            Pattern.compile("loss\\.(baseline|model1|model2)\\.psi([0-9.]+)\\.lambda([0-9.]+)");

    private static final String WEIGHTS = "weights.";
    private static final String SHIPPED = "conv_tasnet_softmax.safetensors";

    private final Safetensors file;
    private final JsonNode config;
    private final ConvTasNet network;

    private ReferenceFile(Safetensors file, JsonNode config, ConvTasNet network) {
        this.file = file;
        this.config = config;
        this.network = network;
    }

    static ReferenceFile read(Path path) throws IOException {
        return of(path, Safetensors.read(path));
    }

    /** The one that comes with this program: a small network with three sources. */
    static ReferenceFile shipped() throws IOException {
        try (InputStream in = Objects.requireNonNull(ReferenceFile.class.getResourceAsStream(SHIPPED))) {
            Path name = Path.of(SHIPPED);
            return of(name, Safetensors.parse(name, in.readAllBytes()));
        }
    }

    private static ReferenceFile of(Path path, Safetensors file) throws IOException {
        String config = file.metadata().get("config");
        if (config == null) {
            throw new IOException(path + " has no network configuration under \"config\" in its header");
        }
        return new ReferenceFile(
                file,
                Json.MAPPER.readTree(config),
                AsteroidArguments.parse(path + ", config", config).network());
    }

    ConvTasNet network() {
        return network;
    }

    Weights weights() {
        Weights.Builder weights = new Weights.Builder();
        for (String name : file.tensors().names()) {
            if (name.startsWith(WEIGHTS)) {
                Tensor tensor = file.tensors().get(name);
                weights.add(name.substring(WEIGHTS.length()), tensor.dims(), tensor.data());
            }
        }
        return weights.build();
    }

    /** Names of the parameters in the order of the gradient norms. */
    List<String> parameterOrder() {
        List<String> names = new ArrayList<>();
        config.path("parameter_order").forEach(name -> names.add(name.asText()));
        return names;
    }

    /** A loss that the file has a value, and gradient norms, for. */
    record Case(RemixObjective objective, double lossDb, float[] gradientNorms) {}

    List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (String name : file.tensors().names()) {
            Matcher loss = LOSS.matcher(name);
            if (loss.matches()) {
                RemixObjective objective = new RemixObjective(
                        model(loss.group(1)), Double.parseDouble(loss.group(2)), Double.parseDouble(loss.group(3)));
                String norms = "gradnorm." + name.substring("loss.".length());
                cases.add(new Case(
                        objective, tensor(name).data()[0], tensor(norms).data()));
            }
        }
        return cases;
    }

    Tensor tensor(String name) {
        return file.tensors().get(name);
    }

    private static RemixModel model(String name) {
        return switch (name) {
            case "model1" -> RemixModel.MODEL_I;
            case "model2" -> RemixModel.MODEL_II;
            default -> RemixModel.BASELINE;
        };
    }
}
