package dev.fader.trainer.metrics;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fader trainer metrics}: every metric of estimates against references. */
@Command(
        name = "metrics",
        description = {
            "Print every metric of some estimates as JSON: BSS Eval version 3 (images; for the mean of the channels also",
            "sources) and version 4 (windows of one second), and the remix metrics of the mean of the channels.",
            "What is not defined is null and counted."
        },
        mixinStandardHelpOptions = true)
public final class MetricsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "FILE",
            description = "safetensors with the arrays references and estimates, each sources × samples × channels")
    private Path file = Path.of("");

    @Option(
            names = "--rate",
            paramLabel = "HZ",
            description = "sample rate, and so the length of version 4's windows (default: ${DEFAULT-VALUE})")
    private int rate = 44_100;

    @Option(
            names = "--gains-db",
            split = ",",
            paramLabel = "DB",
            description = "gains of the remix that is measured, one per source (default: 0 for all)")
    private List<Double> gainsDb = List.of();

    @Override
    public Integer call() throws Exception {
        if (rate < 1) {
            throw new ParameterException(spec.commandLine(), "--rate must be at least 1 Hz, not " + rate);
        }
        SignalFile signals = SignalFile.read(file);
        int sources = signals.references().sources();
        if (!gainsDb.isEmpty() && gainsDb.size() != sources) {
            throw new ParameterException(
                    spec.commandLine(), "--gains-db names %d gains for %d sources".formatted(gainsDb.size(), sources));
        }
        double[] gains = gainsDb.isEmpty()
                ? new double[sources]
                : gainsDb.stream().mapToDouble(Double::doubleValue).toArray();
        System.out.println(new MetricsReport(signals, rate, gains).json().toPrettyString());
        return 0;
    }
}
