package dev.fader.trainer.exchange;

import dev.fader.trainer.checkpoint.ModelFile;
import dev.fader.trainer.checkpoint.Safetensors;
import dev.fader.trainer.checkpoint.WholeFile;
import dev.fader.trainer.convtasnet.ConvTasNet;
import dev.fader.trainer.graph.Graph;
import dev.fader.trainer.graph.Program;
import dev.fader.trainer.graph.TorchScriptArchive;
import dev.fader.trainer.network.NetworkPrograms;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fader trainer export}: a trained network for other tools. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Write a model as TorchScript, or as safetensors with Asteroid's arguments.")
public final class ExportCommand implements Callable<Integer> {

    /** Which estimates a module gives. */
    enum Estimates {
        /** Corrected by an equal share of what they leave of the mixture, to which they then sum: those that are evaluated. */
        CONSISTENT,
        /** As the network makes them. */
        OWN
    }

    /** What can be written. */
    enum Format {
        /** A module that {@code torch.jit.load} opens: mixture (B, 1, L) to sources (B, K, L). */
        TORCHSCRIPT,
        /** Weights under the names of Asteroid's state dict, and its arguments in the header. */
        SAFETENSORS
    }

    @Parameters(index = "0", description = "model file, safetensors")
    private Path model = Path.of("");

    @Parameters(index = "1", description = "file to write")
    private Path target = Path.of("");

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Format format = Format.TORCHSCRIPT;

    @Option(
            names = "--estimates",
            description = {
                "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}): what a module gives, such that they sum to the mixture, as",
                "evaluate measures them, or as the network makes them"
            })
    private Estimates estimates = Estimates.CONSISTENT;

    @Override
    public Integer call() throws Exception {
        ModelFile file = ModelFile.read(model);
        switch (format) {
            case TORCHSCRIPT -> writeTorchScript(file, estimates, target);
            case SAFETENSORS -> asteroid(file).write(target);
        }
        return 0;
    }

    /** All of it or nothing. */
    static void writeTorchScript(ModelFile model, Estimates estimates, Path target) throws IOException {
        Program program = switch (estimates) {
            case CONSISTENT -> NetworkPrograms.consistentSeparation(model.network(), Graph.Parameters.NAMED);
            case OWN -> NetworkPrograms.separation(model.network(), Graph.Parameters.NAMED);
        };
        WholeFile.write(target, part -> {
            try (OutputStream out = Files.newOutputStream(part)) {
                TorchScriptArchive.write(program, model.weights(), out);
            }
        });
    }

    static Safetensors asteroid(ModelFile model) throws IOException {
        if (!(model.network() instanceof ConvTasNet network)) {
            throw new IOException(
                    "Asteroid's arguments describe a Conv-TasNet, which this is not; export it as TorchScript");
        }
        Map<String, String> header = new LinkedHashMap<>();
        header.put(
                ImportCommand.ARGUMENTS,
                AsteroidArguments.of(network, model.sampleRateHz()).toJson());
        header.put("sources", String.join(",", model.sources()));
        return new Safetensors(header, model.weights());
    }
}
