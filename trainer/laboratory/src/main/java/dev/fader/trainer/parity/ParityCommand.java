package dev.fader.trainer.parity;

import dev.fader.schemas.notation.ExitCode;
import dev.fader.trainer.checkpoint.Json;
import dev.fader.trainer.checkpoint.Safetensors;
import dev.fader.trainer.engine.Device;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fader trainer parity FILE}: one JSON line; exit code 1 where the network is not the reference's. */
@Command(
        name = "parity",
        mixinStandardHelpOptions = true,
        description = {
            "Compare Conv-TasNet or HTMD-Net with vectors of its authors' own code.",
            "Which of the two a file is of, its header says."
        })
public final class ParityCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "reference vectors, safetensors")
    private Path file = Path.of("");

    @Option(names = "--device", description = "auto, cpu, cuda or cuda:N (default: ${DEFAULT-VALUE})")
    private String device = "cpu";

    @Override
    public Integer call() throws Exception {
        Safetensors vectors = Safetensors.read(file);
        Device on = Device.named(device);
        ParityVerdict report = HtmdNetReference.fits(vectors)
                ? new HtmdNetParity(on).check(HtmdNetReference.of(file, vectors))
                : new Parity(on).check(file);
        System.out.println(Json.MAPPER.writeValueAsString(report));
        return ExitCode.ofCheck(report.ok());
    }
}
