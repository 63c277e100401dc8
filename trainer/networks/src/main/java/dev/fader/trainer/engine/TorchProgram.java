package dev.fader.trainer.engine;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import dev.fader.trainer.graph.Program;
import dev.fader.trainer.graph.TorchScriptArchive;
import dev.fader.trainer.graph.Weights;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A program loaded by the engine. One call is one native call, whatever the number of operations. */
public final class TorchProgram implements AutoCloseable {

    private final Program program;
    private final Model model;
    private final ParameterStore parameters;

    /** What a call returned, by the names that the program gives. */
    public record Results(Map<String, NDArray> named) {

        public NDArray get(String name) {
            NDArray result = named.get(name);
            if (result == null) {
                throw new IllegalArgumentException("the program returns %s, and no %s".formatted(named.keySet(), name));
            }
            return result;
        }
    }

    private TorchProgram(Program program, Model model) {
        this.program = program;
        this.model = model;
        this.parameters = new ParameterStore(model.getNDManager(), false);
    }

    /** Compiles a program that takes its parameters as an input. */
    public static TorchProgram load(Program program, Device device) {
        return load(program, new Weights.Builder().build(), device);
    }

    /** Compiles a program together with the parameters it holds by name. */
    public static TorchProgram load(Program program, Weights weights, Device device) {
        try {
            Path directory = Files.createTempDirectory("fader-program");
            Path archive = directory.resolve("net.pt");
            try {
                try (OutputStream out = Files.newOutputStream(archive)) {
                    TorchScriptArchive.write(program, weights, out);
                }
                Model model = Torch.model("net", device);
                model.load(directory, "net", Map.of());
                return new TorchProgram(program, model);
            } finally {
                Files.deleteIfExists(archive);
                Files.deleteIfExists(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the program for the engine", e);
        } catch (MalformedModelException e) {
            throw new IllegalStateException("the engine refuses the program", e);
        }
    }

    /**
     * Runs the program; the results live in the manager of its first input.
     *
     * @param inputs by their names in the program, the flat vector of parameters among them where it takes one
     * @throws IllegalArgumentException naming what the program takes, if it is not what is given
     */
    public Results call(Map<String, NDArray> inputs) {
        return run(inputs, false);
    }

    /** Runs a program that differentiates what it computes; one at a time in a process. */
    public Results differentiate(Map<String, NDArray> inputs) {
        try (GradientCollector recording = Torch.engine().newGradientCollector()) {
            return run(inputs, true);
        }
    }

    private Results run(Map<String, NDArray> inputs, boolean differentiable) {
        NDList ordered = new NDList();
        for (String name : program.arguments()) {
            NDArray input = inputs.get(name);
            if (input == null || inputs.size() != program.arguments().size()) {
                throw new IllegalArgumentException(
                        "the program takes %s, not %s".formatted(program.arguments(), inputs.keySet()));
            }
            ordered.add(input);
        }
        NDList results = model.getBlock().forward(parameters, ordered, differentiable);
        Map<String, NDArray> named = new LinkedHashMap<>();
        for (int i = 0; i < results.size(); i++) {
            named.put(program.outputs().get(i).name(), results.get(i));
        }
        return new Results(named);
    }

    @Override
    public void close() {
        model.close();
    }
}
