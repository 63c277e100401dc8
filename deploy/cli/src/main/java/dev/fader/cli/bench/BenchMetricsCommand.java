package dev.fader.cli.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

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
            "2:wrong usage",
            "3:a part could not be started",
            "4:slower than that, or other scores"
        })
final class BenchMetricsCommand implements Callable<Integer> {

    @Option(names = "--peer-python", paramLabel = "PATH", description = "a Python that has mir_eval and museval")
    private @Nullable Path peerPython;

    @Option(names = "--sources", description = "stereo sources (default: ${DEFAULT-VALUE})")
    private int sources = 4;

    @Option(names = "--seconds", description = "length (default: ${DEFAULT-VALUE})")
    private double seconds = 30;

    @Option(names = "--rounds", description = "runs of each, of which the median counts (default: ${DEFAULT-VALUE})")
    private int rounds = 3;

    @Override
    public Integer call() throws IOException, InterruptedException {
        return TrainerBench.run("bench-metrics", arguments());
    }

    private List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of(
                "--sources",
                String.valueOf(sources),
                "--seconds",
                String.valueOf(seconds),
                "--rounds",
                String.valueOf(rounds)));
        if (peerPython != null) {
            arguments.addAll(
                    List.of("--peer-python", peerPython.toAbsolutePath().toString()));
        }
        return arguments;
    }
}
