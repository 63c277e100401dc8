package dev.fader.trainer.benchmark;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fader.schemas.notation.ExitCode;
import dev.fader.trainer.benchmark.NetworkContender.Cost;
import dev.fader.trainer.checkpoint.Json;
import dev.fader.trainer.checkpoint.ModelFile;
import dev.fader.trainer.convtasnet.ConvTasNet;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.graph.Graph.Parameters;
import dev.fader.trainer.graph.Precision;
import dev.fader.trainer.graph.Weights;
import dev.fader.trainer.network.Network;
import dev.fader.trainer.network.NetworkPrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fader trainer bench-network}: a network's speed, beside the authors' in eager PyTorch, in turns. */
@Command(
        name = "bench-network",
        description = "Time a network, beside eager PyTorch if a Python is named, and print JSON.",
        mixinStandardHelpOptions = true)
public final class BenchNetworkCommand implements Callable<Integer> {

    /** What a repetition is. */
    enum Step {
        INFERENCE,
        TRAINING
    }

    private static final int RATE_HZ = 44_100;
    private static final long SEED = 1;
    /** The profiling of a new shape is over after so many. */
    private static final int WARM_UP = 3;

    @Option(
            names = "--network",
            description = "paper, or a file with the network's shape, JSON (default: ${DEFAULT-VALUE})")
    private String network = "paper";

    @Option(names = "--sources", description = "of the paper's network (default: ${DEFAULT-VALUE})")
    private int sources = 4;

    @Option(names = "--weights", description = "model file: its network and its weights (default: fresh ones)")
    private @Nullable Path weights;

    @Option(names = "--batch", description = "mixtures at once (default: 1 in inference, 4 in training)")
    private int batch;

    @Option(names = "--seconds", description = "of each mixture (default: ${DEFAULT-VALUE})")
    private double seconds = 1;

    @Option(names = "--step", description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Step step = Step.INFERENCE;

    @Option(
            names = "--precision",
            description = "of our matrix products: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Precision precision = Precision.FP32;

    @Option(names = "--device", description = "auto, cpu, cuda or cuda:N (default: ${DEFAULT-VALUE})")
    private String device = "cpu";

    @Option(names = "--peer-python", description = "a Python that has torch (default: none)")
    private @Nullable Path peerPython;

    @Option(names = "--rounds", description = "turns of each, of which the median counts (default: ${DEFAULT-VALUE})")
    private int rounds = 5;

    @Option(names = "--repetitions", description = "in each turn (default: ${DEFAULT-VALUE})")
    private int repetitions = 3;

    @Override
    public Integer call() throws Exception {
        Device on = Device.named(device);
        boolean training = step == Step.TRAINING;
        int mixtures = batch > 0 ? batch : training ? 4 : 1;
        NetworkWorkload workload = workload(training, mixtures);
        Path folder = Files.createTempDirectory("bench-network");
        try (OurNetwork ours = OurNetwork.of(workload, precision, on);
                NetworkPeer peer =
                        peerPython == null ? null : NetworkPeer.start(peerPython, workload, on.toString(), folder)) {
            ObjectNode report = measure(ours, peer, seconds * mixtures * repetitions, training);
            System.out.println(report);
            return ExitCode.ofCheck(report.get("ok").asBoolean());
        } finally {
            delete(folder);
        }
    }

    private NetworkWorkload workload(boolean training, int mixtures) throws IOException {
        int samples = (int) Math.round(seconds * RATE_HZ);
        if (weights != null) {
            ModelFile model = ModelFile.read(weights);
            return NetworkWorkload.of(model.network(), model.weights(), training, mixtures, samples);
        }
        Network shape = network.equals("paper")
                ? ConvTasNet.paper(sources)
                : Json.MAPPER.readValue(Path.of(network).toFile(), Network.class);
        Weights fresh = NetworkPrograms.separation(shape, Parameters.NAMED).initialWeights(new SplittableRandom(SEED));
        return NetworkWorkload.of(shape, fresh, training, mixtures, samples);
    }

    private ObjectNode measure(OurNetwork ours, @Nullable NetworkPeer peer, double audioSeconds, boolean training)
            throws IOException {
        // before any step: training changes the weights
        float[] result = ours.result();
        double agreementDb = peer == null ? Double.NaN : NetworkReport.agreementDb(peer.result(), result);
        ours.run(WARM_UP);
        if (peer != null) {
            peer.run(WARM_UP);
        }
        List<Cost> ourCosts = new ArrayList<>();
        List<Cost> theirCosts = new ArrayList<>();
        List<Long> resident = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            ourCosts.add(ours.run(repetitions));
            resident.add(ProcessCost.residentBytes());
            say(
                    "round %d, ours: %.3f s a repetition, %d MiB",
                    round, ourCosts.getLast().wallSeconds() / repetitions, resident.getLast() >> 20);
            if (peer != null) {
                theirCosts.add(peer.run(repetitions));
                say(
                        "round %d, peer: %.3f s a repetition",
                        round, theirCosts.getLast().wallSeconds() / repetitions);
            }
        }
        NetworkReport report = new NetworkReport(
                training,
                precision,
                audioSeconds,
                median(ourCosts),
                ours.peakRssMb(),
                (double) resident.getLast() / resident.get(Math.min(1, rounds - 1)));
        if (peer == null) {
            return report.json();
        }
        return report.beside(median(theirCosts), peer.peakRssMb(), agreementDb);
    }

    private static Cost median(List<Cost> costs) {
        return new Cost(median(costs, Cost::wallSeconds), median(costs, Cost::processorSeconds));
    }

    private static double median(List<Cost> costs, ToDoubleFunction<Cost> part) {
        double[] sorted = costs.stream().mapToDouble(part).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private static void say(String format, Object... values) {
        System.err.println(String.format(Locale.ROOT, format, values));
    }
}
