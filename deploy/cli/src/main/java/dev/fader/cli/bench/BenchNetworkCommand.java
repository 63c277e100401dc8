package dev.fader.cli.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** {@code fader bench network}: a network's speed, beside the authors' in eager PyTorch, in a process of its own. */
@Command(
        name = "network",
        description = {
            "Time a network, beside eager PyTorch if a Python is named; one JSON line goes to standard output.",
            "--network paper|FILE, --sources K, --weights FILE, --batch B, --seconds S, --step inference|training,",
            "--precision fp32|bf16, --device cpu|cuda, --peer-python PATH, --rounds N, --repetitions N"
        },
        mixinStandardHelpOptions = true)
final class BenchNetworkCommand implements Callable<Integer> {

    /** The trainer checks them; picocli adds to the list. */
    @Unmatched
    private List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
        return TrainerBench.run("bench-network", arguments);
    }
}
