package dev.fader.trainer.benchmark;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fader.schemas.notation.Elapsed;
import dev.fader.schemas.notation.ExitCode;
import dev.fader.trainer.checkpoint.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fader trainer bench-metrics}: BSS Eval beside the Python implementations, in turns. */
@Command(
        name = "bench-metrics",
        description =
                "Time BSS Eval versions 3 and 4, beside mir_eval and museval if a Python is named, and print JSON.",
        mixinStandardHelpOptions = true)
public final class BenchMetricsCommand implements Callable<Integer> {

    /** What is promised: at most half the peer's time, and the same scores. */
    private static final double LEAST_RATIO = 2;

    private static final double MOST_DIFFERENCE_DB = 1e-3;

    @Option(names = "--peer-python", description = "a Python that has mir_eval and museval (default: none)")
    private @Nullable Path peerPython;

    @Option(names = "--sources", description = "stereo sources (default: ${DEFAULT-VALUE})")
    private int sources = 4;

    @Option(names = "--seconds", description = "length (default: ${DEFAULT-VALUE})")
    private double seconds = 30;

    @Option(names = "--rate", description = "samples per second (default: ${DEFAULT-VALUE})")
    private int rate = 44_100;

    @Option(names = "--rounds", description = "runs of each, of which the median counts (default: ${DEFAULT-VALUE})")
    private int rounds = 3;

    @Override
    public Integer call() throws Exception {
        Path folder = Files.createTempDirectory("bench-metrics");
        Path signals = folder.resolve("signals.safetensors");
        try {
            MetricsWorkload workload = MetricsWorkload.of(sources, (int) Math.round(seconds * rate));
            MetricsPeer peer = peerPython == null ? null : new MetricsPeer(peerPython, folder);
            if (peer != null) {
                workload.write(signals);
            }
            ObjectNode report = measure(workload, peer, signals);
            System.out.println(report);
            return ExitCode.ofCheck(report.get("ok").asBoolean());
        } finally {
            Files.deleteIfExists(signals);
            Files.deleteIfExists(folder.resolve("peer_metrics.py"));
            Files.delete(folder);
        }
    }

    private ObjectNode measure(MetricsWorkload workload, @Nullable MetricsPeer peer, Path signals)
            throws IOException, InterruptedException {
        List<MetricsTiming> ours = new ArrayList<>();
        List<MetricsPeer.Run> theirs = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            MetricsTiming timing = MetricsTiming.of(workload.referenceImages(), workload.estimateImages(), rate);
            ours.add(timing);
            say("round %d, ours: images %.2f s, frames %.2f s", round, timing.imagesSeconds(), timing.framesSeconds());
            if (peer != null) {
                MetricsPeer.Run run = peer.run(signals, rate);
                theirs.add(run);
                say("round %d, peer: images %.2f s, frames %.2f s", round, run.imagesSeconds(), run.framesSeconds());
            }
        }
        return report(ours, theirs);
    }

    private static ObjectNode report(List<MetricsTiming> ours, List<MetricsPeer.Run> theirs) {
        double images = median(ours, MetricsTiming::imagesSeconds);
        double frames = median(ours, MetricsTiming::framesSeconds);
        ObjectNode report = Json.MAPPER.createObjectNode();
        report.put("name", "bench metrics").put("ok", true);
        report.putObject("ours").put("images_seconds", images).put("frames_seconds", frames);
        if (!theirs.isEmpty()) {
            double peerImages = median(theirs, MetricsPeer.Run::imagesSeconds);
            double peerFrames = median(theirs, MetricsPeer.Run::framesSeconds);
            double difference = ours.getFirst().differenceDb(theirs.getFirst());
            boolean fast = peerImages >= LEAST_RATIO * images && peerFrames >= LEAST_RATIO * frames;
            report.putObject("peer").put("images_seconds", peerImages).put("frames_seconds", peerFrames);
            report.put("ratio_images", peerImages / images)
                    .put("ratio_frames", peerFrames / frames)
                    .put("difference_db", difference)
                    .put("ok", fast && difference <= MOST_DIFFERENCE_DB);
        }
        return report;
    }

    private static <T> double median(List<T> runs, ToDoubleFunction<T> seconds) {
        double[] sorted = runs.stream().mapToDouble(seconds).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private static void say(String format, Object... values) {
        Elapsed.say(String.format(Locale.ROOT, format, values));
    }
}
