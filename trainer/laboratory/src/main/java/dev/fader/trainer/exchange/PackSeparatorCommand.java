package dev.fader.trainer.exchange;

import dev.fader.schemas.notation.ExitCode;
import dev.fader.schemas.notation.Sha256;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.foreign.ForeignSeparator;
import dev.fader.trainer.foreign.SeparatorDescription;
import dev.fader.trainer.foreign.SeparatorPackage;
import dev.fader.trainer.foreign.SeparatorTrial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fader trainer pack-separator}: a model made elsewhere becomes one that a worker runs. */
@Command(
        name = "pack-separator",
        description =
                "Put a model made elsewhere (TorchScript or ONNX) and its description into one file, after a trial.",
        mixinStandardHelpOptions = true)
public final class PackSeparatorCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "MODEL", description = "TorchScript archive or ONNX file")
    private Path model = Path.of("");

    @Parameters(index = "1", paramLabel = "DESCRIPTION", description = "what must be known to run it, in JSON")
    private Path description = Path.of("");

    @Parameters(index = "2", paramLabel = "OUT", description = "file to write, NAME" + SeparatorPackage.EXTENSION)
    private Path output = Path.of("");

    @Option(names = "--device", description = "auto, cpu, cuda or cuda:N (default: ${DEFAULT-VALUE})")
    private String device = "auto";

    @Override
    public Integer call() throws IOException {
        if (!output.toString().endsWith(SeparatorPackage.EXTENSION)) {
            throw new IOException("%s: the file's name must end with %s, by which workers know it"
                    .formatted(output, SeparatorPackage.EXTENSION));
        }
        SeparatorDescription described = SeparatorPackage.describe(description);
        SeparatorPackage made = new SeparatorPackage(described, Files.readAllBytes(model));
        SeparatorTrial trial;
        try (ForeignSeparator separator = ForeignSeparator.load(made, Device.named(device))) {
            trial = SeparatorTrial.of(separator);
        } catch (IllegalArgumentException e) {
            throw new IOException("%s is not as %s describes it: %s".formatted(model, description, e.getMessage()), e);
        }
        made.write(output);
        System.out.printf(
                "%s: %s at %d Hz; a chunk took %.2f s (%.1f × real time); its sources leave %.1f dB of noise; SHA-256 %s%n",
                output,
                described.allSources(),
                described.sampleRateHz(),
                trial.secondsPerChunk(),
                trial.timesRealtime(),
                trial.residualDb(),
                Sha256.of(output));
        return ExitCode.DONE;
    }
}
