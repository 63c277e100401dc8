package dev.fader.trainer.engine;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDList;
import ai.djl.training.ParameterStore;
import dev.fader.trainer.graph.Program;
import dev.fader.trainer.graph.TorchScriptArchive;
import dev.fader.trainer.graph.Weights;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A program loaded by the engine. One call is one native call, whatever the number of operations. */
public final class TorchProgram implements AutoCloseable {

    private final Model model;
    private final ParameterStore parameters;

    private TorchProgram(Model model) {
        this.model = model;
        this.parameters = new ParameterStore(model.getNDManager(), false);
    }

    /** Compiles a program that takes its parameters as its first input. */
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
                Torch.engine();
                Model model = Model.newInstance("net", Torch.djl(device), "PyTorch");
                model.load(directory, "net", Map.of());
                return new TorchProgram(model);
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

    /** Runs the program; the results live in the manager of the first input. */
    public NDList call(NDList inputs) {
        return model.getBlock().forward(parameters, inputs, false);
    }

    /** Runs the program and keeps what a backward pass needs. */
    public NDList record(NDList inputs) {
        return model.getBlock().forward(parameters, inputs, true);
    }

    @Override
    public void close() {
        model.close();
    }
}
