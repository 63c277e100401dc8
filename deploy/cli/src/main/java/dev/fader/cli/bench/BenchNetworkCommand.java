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

/** {@code fader bench network}: a network's speed, beside the authors' in eager PyTorch, in a process of its own. */
@Command(
        name = "network",
        description = {
            "Time a network in one form or several, or beside the authors' in a Python with torch.",
            "One JSON line goes to standard output."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:fast enough, and the same result; or no peer was named",
            "1:the measurement failed",
            "2:wrong usage",
            "3:the trainer is not built",
            "4:slower than that, or another result"
        })
@SuppressWarnings("UnusedVariable") // what is given goes to the trainer as it is
final class BenchNetworkCommand implements Callable<Integer> {

    enum Step {
        INFERENCE,
        TRAINING
    }

    enum Precision {
        FP32,
        BF16,
        FP16
    }

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private AlwaysJson json = new AlwaysJson();

    @Option(
            names = "--network",
            paramLabel = "paper|NAME|FILE",
            description = {
                "paper, the name of an architecture, or a file with a shape; several with commas between are timed in turns, each",
                "at its own rate, such as conv_tasnet_one_target,wave_u_net,htmd_net (default: paper)"
            })
    private @Nullable String network;

    @Option(names = "--sources", paramLabel = "K", description = "of the paper's network (default: 4)")
    private @Nullable Integer sources;

    @Option(names = "--weights", paramLabel = "FILE", description = "a model (default: fresh weights)")
    private @Nullable Path weights;

    @Option(names = "--batch", paramLabel = "B", description = "mixtures at once (default: 1; in training 4)")
    private @Nullable Integer mixtures;

    @Option(names = "--seconds", description = "of each mixture (default: 1)")
    private @Nullable Double seconds;

    @Option(names = "--step", description = "${COMPLETION-CANDIDATES} (default: inference)")
    private @Nullable Step step;

    @Option(
            names = "--form",
            paramLabel = "FORM",
            description = {
                "in which operations: authors (their calls one after the other, as eager PyTorch), plain, plain-conv, folded, folded-conv, for a GPU gpu, gpu-conv, gpu-folded, and, in fp16 or bf16, gpu-kernels; several",
                "with commas between are timed in turns, each with its agreement with the first (default: plain)"
            })
    private @Nullable String form;

    @Option(
            names = "--precision",
            split = ",",
            description = "of our matrix products: ${COMPLETION-CANDIDATES}; several as forms (default: fp32)")
    private @Nullable List<Precision> precision;

    @Option(names = "--device", description = "auto, cpu, cuda or cuda:N (default: cpu)")
    private @Nullable String device;

    @Option(names = "--peer-python", paramLabel = "PATH", description = "a Python that has torch")
    private @Nullable Path peerPython;

    @Option(names = "--rounds", description = "turns of each, of which the median counts (default: 5)")
    private @Nullable Integer rounds;

    @Option(names = "--repetitions", description = "in each turn (default: 3)")
    private @Nullable Integer repetitions;

    @Override
    public Integer call() throws IOException, InterruptedException {
        return TrainerBench.run("bench-network", spec);
    }
}
