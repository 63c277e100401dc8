package dev.fader.trainer.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fader.trainer.checkpoint.ModelFile;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.remix.DifferenceNetwork;
import dev.fader.trainer.remix.SeamAgreement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fader trainer bench-seams}: a file in chunks against the same file in one pass. */
@Command(
        name = "bench-seams",
        mixinStandardHelpOptions = true,
        description = "Compare a chunked remix with one in a single pass, as JSON.")
public final class BenchSeamsCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "audio file of some ten seconds, at the network's rate")
    private Path input = Path.of("");

    @Option(names = "--model", required = true, description = "model file, safetensors")
    private Path model = Path.of("");

    @Override
    public Integer call() throws IOException {
        try (DifferenceNetwork network = DifferenceNetwork.load(ModelFile.read(model), Device.named("cpu"))) {
            System.out.println(new ObjectMapper().writeValueAsString(SeamAgreement.measure(input, network)));
        }
        return 0;
    }
}
