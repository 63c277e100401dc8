package dev.fader.trainer.exchange;

import dev.fader.trainer.checkpoint.ModelFile;
import dev.fader.trainer.checkpoint.Safetensors;
import dev.fader.trainer.convtasnet.ConvTasNet;
import dev.fader.trainer.graph.Graph;
import dev.fader.trainer.graph.TorchScriptArchive;
import dev.fader.trainer.network.NetworkPrograms;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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

    @Override
    public Integer call() throws Exception {
        ModelFile file = ModelFile.read(model);
        switch (format) {
            case TORCHSCRIPT -> writeTorchScript(file, target);
            case SAFETENSORS -> asteroid(file).write(target);
        }
        return 0;
    }

    /** All of it or nothing. */
    static void writeTorchScript(ModelFile model, Path target) throws IOException {
        Path part = target.resolveSibling(target.getFileName() + ".part");
        try {
            try (OutputStream out = Files.newOutputStream(part)) {
                TorchScriptArchive.write(
                        NetworkPrograms.separation(model.network(), Graph.Parameters.NAMED), model.weights(), out);
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
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
