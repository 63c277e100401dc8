package dev.fader.cli.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fader bench forms}: a network in all its forms and precisions, as far as a time allows, in a process of its own. */
@Command(
        name = "forms",
        description = {
            "Time a network in all forms and precisions, in inference and training, for as long as is given.",
            "Each measurement is told on standard error when it is done; one JSON line with all goes to standard output."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:measured", "1:the measurement failed", "2:wrong usage", "3:the trainer is not built"})
@SuppressWarnings("UnusedVariable") // what is given goes to the trainer as it is
final class BenchFormsCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private AlwaysJson json = new AlwaysJson();

    @Option(
            names = "--network",
            paramLabel = "paper|NAME|FILE",
            description = "paper, the name of an architecture, or a file with a shape (default: paper)")
    private @Nullable String network;

    @Option(names = "--weights", paramLabel = "FILE", description = "a model (default: fresh weights)")
    private @Nullable Path weights;

    @Option(names = "--device", description = "auto, cpu, cuda or cuda:N (default: auto)")
    private @Nullable String device;

    @Option(
            names = "--seconds",
            split = ",",
            description = "of each mixture; several, with commas between: in inference each (default: 1)")
    private @Nullable List<Double> seconds;

    @Option(
            names = "--batch",
            split = ",",
            paramLabel = "B",
            description = "mixtures at once in inference (default: 1,4,16)")
    private @Nullable List<Integer> batches;

    @Option(
            names = "--training-batch",
            paramLabel = "B",
            description = "mixtures at once in training; 0: none (default: 4)")
    private @Nullable Integer trainingBatch;

    @Option(names = "--minutes", description = "that it may take; what is not done by then is left out (default: 8)")
    private @Nullable Double minutes;

    @Override
    public Integer call() throws IOException, InterruptedException {
        return TrainerBench.run("bench-forms", spec);
    }
}
