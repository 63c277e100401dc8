package dev.fader.cli.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fader bench metrics}: BSS Eval beside the Python implementations, in turns, in a process of its own. */
@Command(
        name = "metrics",
        description = {
            "Time BSS Eval versions 3 and 4 on a stereo excerpt, beside mir_eval and museval if a Python is named.",
            "One JSON line goes to standard output. Beside the peer it takes some minutes."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:at most half the peer's time, and the same scores; or no peer was named",
            "1:the measurement failed",
            "2:wrong usage",
            "3:the trainer is not built",
            "4:slower than that, or other scores"
        })
@SuppressWarnings("UnusedVariable") // what is given goes to the trainer as it is
final class BenchMetricsCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private AlwaysJson json = new AlwaysJson();

    @Option(names = "--peer-python", paramLabel = "PATH", description = "a Python that has mir_eval and museval")
    private @Nullable Path peerPython;

    @Option(names = "--sources", description = "stereo sources (default: 4)")
    private @Nullable Integer sources;

    @Option(names = "--seconds", description = "length (default: 30)")
    private @Nullable Double seconds;

    @Option(names = "--rounds", description = "runs of each, of which the median counts (default: 3)")
    private @Nullable Integer rounds;

    @Override
    public Integer call() throws IOException, InterruptedException {
        return TrainerBench.run("bench-metrics", spec);
    }
}
