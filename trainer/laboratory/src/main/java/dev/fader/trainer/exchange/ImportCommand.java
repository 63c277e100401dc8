package dev.fader.trainer.exchange;

import dev.fader.trainer.checkpoint.ModelFile;
import dev.fader.trainer.checkpoint.Safetensors;
import dev.fader.trainer.convtasnet.ConvTasNet;
import dev.fader.trainer.graph.Graph;
import dev.fader.trainer.network.NetworkPrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code fader trainer import}: a network that Asteroid trained. Its state dict comes as safetensors; a pickle is never
 * opened, because opening one runs whatever it says.
 */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = "Make a model of an Asteroid Conv-TasNet: its state dict as safetensors, and its arguments.")
public final class ImportCommand implements Callable<Integer> {

    /** Where a safetensors header holds the arguments. */
    static final String ARGUMENTS = "model_args";

    @Parameters(index = "0", description = "state dict, safetensors")
    private Path weights = Path.of("");

    @Parameters(index = "1", description = "model file to write")
    private Path target = Path.of("");

    @Option(names = "--config", description = "the network's arguments, JSON (default: from the file's header)")
    private @Nullable Path config;

    @Option(
            names = "--sources",
            required = true,
            split = ",",
            description = "names in the order of the network's outputs")
    private List<String> sources = List.of();

    @Option(
            names = "--rate",
            description = "Hz, where the arguments have no sample_rate or the 8000 that Asteroid writes anyway")
    private @Nullable Integer rate;

    @Override
    public Integer call() throws Exception {
        imported(weights, config == null ? null : Files.readString(config), sources, rate)
                .write(target);
        return 0;
    }

    /** @throws IOException naming what is missing, unknown or of another shape, with both shapes */
    static ModelFile imported(Path weights, @Nullable String json, List<String> sources, @Nullable Integer rate)
            throws IOException {
        Safetensors file = Safetensors.read(weights);
        String arguments = json == null ? file.metadata().get(ARGUMENTS) : json;
        if (arguments == null) {
            throw new IOException("%s has no %s in its header: give the network's arguments with --config"
                    .formatted(weights, ARGUMENTS));
        }
        try {
            AsteroidArguments parsed = AsteroidArguments.parse("the arguments of " + weights, arguments);
            ConvTasNet network = parsed.network();
            if (network.sources() != sources.size()) {
                throw new IllegalArgumentException(
                        "the network has %d sources, but %s are named".formatted(network.sources(), sources));
            }
            file.tensors()
                    .requireExactly(NetworkPrograms.separation(network, Graph.Parameters.NAMED)
                            .parameters());
            return new ModelFile(
                    network,
                    sources,
                    parsed.rate(rate),
                    Map.of("imported", weights.getFileName().toString()),
                    file.tensors());
        } catch (IllegalArgumentException e) {
            throw new IOException(weights + ": " + e.getMessage(), e);
        }
    }
}
