package dev.fader.trainer.benchmark;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fader.schemas.notation.Elapsed;
import dev.fader.schemas.notation.ExitCode;
import dev.fader.trainer.benchmark.NetworkContender.Cost;
import dev.fader.trainer.benchmark.NetworkTurns.Turns;
import dev.fader.trainer.checkpoint.Json;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.graph.Form;
import dev.fader.trainer.graph.Precision;
import dev.fader.trainer.graph.Target;
import dev.fader.trainer.network.Agreement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
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

    @Option(
            names = "--network",
            split = ",",
            description = {
                "paper, an architecture (the network that was published under it, at its rate), or a file with a shape, JSON;",
                "several, with commas between: side by side (default: paper)"
            })
    private List<String> networks = List.of("paper");

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
            names = "--form",
            split = ",",
            description = {
                "${COMPLETION-CANDIDATES} (default: plain); several, with commas between: side by side, each with its",
                "agreement with the first; those that begin with gpu are slow on a processor; gpu-kernels needs a GPU, and fp16 or bf16"
            })
    private List<Form> forms = List.of(Form.PLAIN);

    @Option(
            names = "--precision",
            split = ",",
            description = "of our matrix products: ${COMPLETION-CANDIDATES}; several as forms (default: fp32)")
    private List<Precision> precisions = List.of(Precision.FP32);

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
        List<BenchedNetwork> chosen = chosen();
        List<Target> targets = targets();
        if ((chosen.size() > 1 || targets.size() > 1) && peerPython != null) {
            throw new IllegalArgumentException(
                    "a peer runs beside one network in one form: name one of each, or no --peer-python");
        }
        Device on = Device.named(device);
        Elapsed.say("the engine is loaded, for " + on);
        if (chosen.size() > 1 || targets.size() > 1) {
            ObjectNode report = sideBySide(chosen, targets, on);
            System.out.println(report);
            return ExitCode.ofCheck(report.get("ok").asBoolean());
        }
        boolean training = step == Step.TRAINING;
        NetworkWorkload workload = chosen.getFirst().workload(training, mixtures(), seconds);
        Path folder = Files.createTempDirectory("bench-network");
        try (OurNetwork ours = OurNetwork.of(workload, targets.getFirst(), on);
                NetworkPeer peer =
                        peerPython == null ? null : NetworkPeer.start(peerPython, workload, on.toString(), folder)) {
            ObjectNode report = measure(ours, targets.getFirst(), peer, training);
            System.out.println(report);
            return ExitCode.ofCheck(report.get("ok").asBoolean());
        } finally {
            delete(folder);
        }
    }

    private List<BenchedNetwork> chosen() throws IOException {
        if (weights != null) {
            return List.of(BenchedNetwork.of(weights));
        }
        List<BenchedNetwork> chosen = new ArrayList<>();
        for (String name : networks) {
            chosen.add(BenchedNetwork.named(name, sources));
        }
        return chosen;
    }

    private List<Target> targets() {
        return forms.stream()
                .flatMap(form -> precisions.stream().map(precision -> new Target(form, precision)))
                .toList();
    }

    private int mixtures() {
        return batch > 0 ? batch : step == Step.TRAINING ? 4 : 1;
    }

    /** Of a turn. */
    private double audioSeconds() {
        return seconds * mixtures() * repetitions;
    }

    /** One of those that are timed side by side. */
    private record Entry(BenchedNetwork benched, Target target, OurNetwork network) {

        String name() {
            return benched.name() + " " + target;
        }
    }

    /** The same seconds for each, at its own rate; times, and results of one network, relative to the first one's. */
    private ObjectNode sideBySide(List<BenchedNetwork> chosen, List<Target> targets, Device on) throws IOException {
        List<Entry> entries = new ArrayList<>();
        try {
            for (BenchedNetwork one : chosen) {
                NetworkWorkload workload = one.workload(step == Step.TRAINING, mixtures(), seconds);
                for (Target target : targets) {
                    entries.add(new Entry(one, target, OurNetwork.of(workload, target, on)));
                    Elapsed.say(entries.getLast().name() + ": loaded");
                }
            }
            // before any step: training changes the weights
            double[] agreementDb = agreement(entries);
            List<Turns> turns = new NetworkTurns(rounds, repetitions)
                    .of(
                            entries.stream().map(Entry::network).toList(),
                            entries.stream().map(Entry::name).toList());
            Cost first = turns.getFirst().median();
            ObjectNode report = Json.MAPPER.createObjectNode();
            report.put("name", "bench network")
                    .put("ok", isPromised(entries, turns, agreementDb))
                    .put("device", on.toString());
            ArrayNode lines = report.putArray("networks");
            for (int i = 0; i < entries.size(); i++) {
                Entry entry = entries.get(i);
                Cost cost = turns.get(i).median();
                ObjectNode line = lines.addObject()
                        .put("network", entry.benched().name())
                        .put("form", entry.target().toString())
                        .put("sample_rate_hz", entry.benched().sampleRateHz())
                        .put("parameters", entry.benched().parameters())
                        .put("audio_seconds_per_second", audioSeconds() / cost.wallSeconds())
                        .put("audio_seconds_per_cpu_second", audioSeconds() / cost.processorSeconds())
                        .put("relative_time", cost.wallSeconds() / first.wallSeconds())
                        .put("relative_cpu", cost.processorSeconds() / first.processorSeconds());
                if (!Double.isNaN(agreementDb[i])) {
                    line.put("agreement_db", agreementDb[i]);
                }
            }
            return report;
        } finally {
            for (Entry entry : entries) {
                entry.network().close();
            }
        }
    }

    /** Whether some form in each precision is what is promised of it beside the authors', where those come first. */
    private boolean isPromised(List<Entry> entries, List<Turns> turns, double[] agreementDb) {
        if (entries.getFirst().target().form() != Form.AUTHORS || networks.size() > 1) {
            return true;
        }
        Cost authors = turns.getFirst().median();
        boolean training = step == Step.TRAINING;
        return precisions.stream()
                .allMatch(precision -> IntStream.range(1, entries.size())
                        .filter(i -> entries.get(i).target().precision() == precision)
                        .anyMatch(i -> {
                            Cost cost = turns.get(i).median();
                            double ratio = training
                                    ? authors.wallSeconds() / cost.wallSeconds()
                                    : authors.processorSeconds() / cost.processorSeconds();
                            return NetworkReport.isPromised(training, precision, ratio, agreementDb[i]);
                        }));
    }

    /** Of each with the first form of its network; NaN for that. */
    private static double[] agreement(List<Entry> entries) throws IOException {
        double[] agreementDb = new double[entries.size()];
        float[] first = {};
        for (int i = 0; i < agreementDb.length; i++) {
            boolean begins = i == 0
                    || !entries.get(i).benched().equals(entries.get(i - 1).benched());
            float[] result = entries.get(i).network().result();
            agreementDb[i] = begins ? Double.NaN : Agreement.db(first, result);
            first = begins ? result : first;
        }
        return agreementDb;
    }

    private ObjectNode measure(OurNetwork ours, Target target, @Nullable NetworkPeer peer, boolean training)
            throws IOException {
        // before any step: training changes the weights
        float[] result = ours.result();
        double agreementDb = peer == null ? Double.NaN : Agreement.db(peer.result(), result);
        List<NetworkContender> contenders = peer == null ? List.of(ours) : List.of(ours, peer);
        List<Turns> turns = new NetworkTurns(rounds, repetitions).of(contenders, List.of("ours", "peer"));
        NetworkReport report = new NetworkReport(
                training,
                target.precision(),
                audioSeconds(),
                turns.getFirst().median(),
                ours.peakRssMb(),
                turns.getFirst().rssGrowth());
        if (peer == null) {
            return report.json();
        }
        return report.beside(turns.getLast().median(), peer.peakRssMb(), agreementDb);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
