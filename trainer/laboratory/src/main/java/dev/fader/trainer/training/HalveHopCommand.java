package dev.fader.trainer.training;

import dev.fader.trainer.checkpoint.ModelFile;
import dev.fader.trainer.convtasnet.ConvTasNet;
import dev.fader.trainer.convtasnet.HopHalving;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code fader trainer halve-hop}: a larger network that begins where a trained one ended. */
@Command(
        name = "halve-hop",
        mixinStandardHelpOptions = true,
        description = {
            "Halve a trained network's hop: slightly better at first, for a little over twice the work.",
            "Train it on with 'train --from'."
        })
public final class HalveHopCommand implements Callable<Integer> {

    @Parameters(index = "0", description = "model file")
    private Path source = Path.of("");

    @Parameters(index = "1", description = "model file to write")
    private Path target = Path.of("");

    @Override
    public Integer call() throws IOException {
        ModelFile model = ModelFile.read(source);
        if (!(model.network() instanceof ConvTasNet network)) {
            throw new IOException(source + " is no Conv-TasNet: only of those the hop can be halved");
        }
        try {
            new ModelFile(
                            HopHalving.shape(network),
                            model.sources(),
                            model.sampleRateHz(),
                            Map.of("hop_halved_from", source.getFileName().toString()),
                            HopHalving.weights(network, model.weights()))
                    .write(target);
        } catch (IllegalArgumentException e) {
            throw new IOException(source + ": " + e.getMessage(), e);
        }
        return 0;
    }
}
