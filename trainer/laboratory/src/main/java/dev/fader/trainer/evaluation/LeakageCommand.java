package dev.fader.trainer.evaluation;

import dev.fader.schemas.notation.ExitCode;
import dev.fader.trainer.checkpoint.ModelFile;
import dev.fader.trainer.data.DataOptions;
import dev.fader.trainer.data.StemDataset;
import dev.fader.trainer.data.StemSong;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.metrics.RemixQuality;
import dev.fader.trainer.metrics.Silence;
import dev.fader.trainer.metrics.StemLevels;
import dev.fader.trainer.remix.DifferenceNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fader trainer leakage}: where a network puts the stems of music that has others than its sources. */
@Command(
        name = "leakage",
        description = {
            "Measure a network on songs of which other stems are known than its sources, such as a guitar and the rest: the",
            "level of each stem in each estimate, and the SDR of the sources that are among the stems. Ends with one JSON line."
        },
        mixinStandardHelpOptions = true)
public final class LeakageCommand implements Callable<Integer> {

    @Option(names = "--model", required = true, description = "model file, safetensors")
    private Path model = Path.of("");

    @Mixin
    private DataOptions data = new DataOptions();

    @Option(
            names = "--stems",
            required = true,
            split = ",",
            description = "names of the stems, which sum to the mixture")
    private List<String> stems = List.of();

    @Option(names = "--split", description = "part of the data set (default: ${DEFAULT-VALUE})")
    private String split = "test";

    @Option(names = "--device", description = "auto, cpu, cuda or cuda:N (default: ${DEFAULT-VALUE})")
    private String device = "auto";

    @Option(names = "--json", description = "only the JSON line; the table goes to standard error")
    private boolean json;

    private final Map<String, Map<String, List<Double>>> levels = new LinkedHashMap<>();
    private final Map<String, List<Double>> sdr = new LinkedHashMap<>();
    private int silent;

    @Override
    public Integer call() throws Exception {
        ModelFile file = ModelFile.read(model);
        StemDataset dataset = data.location().open(split, stems, file.sampleRateHz());
        try (DifferenceNetwork network = DifferenceNetwork.load(file, Device.named(device))) {
            Estimates estimates = new Estimates(network);
            for (StemSong song : dataset.songs()) {
                measure(song, estimates, network.sources());
                System.err.println("measured " + song.name());
            }
        }
        Map<String, Map<String, Double>> levelDb = new LinkedHashMap<>();
        levels.forEach((stem, bySource) -> levelDb.put(stem, means(bySource)));
        boolean finite = !levelDb.isEmpty()
                && levelDb.values().stream()
                        .flatMap(bySource -> bySource.values().stream())
                        .allMatch(Double::isFinite);
        Leakage leakage = new Leakage("leakage", finite, dataset.songs().size(), silent, levelDb, means(sdr));
        (json ? System.err : System.out).print(EvaluationTable.of(leakage));
        System.out.println(ResultFile.line(leakage));
        return ExitCode.ofCheck(leakage.ok());
    }

    private void measure(StemSong song, Estimates estimates, List<String> sources) throws IOException {
        double[][] known = estimates.stems(song);
        double[] mixture = Signals.sum(known);
        int[] sounding = Silence.in(mixture).sounding(known);
        silent += stems.size() - sounding.length;
        if (sounding.length == 0) {
            return;
        }
        StemLevels inKnown =
                new StemLevels(Arrays.stream(sounding).mapToObj(s -> known[s]).toArray(double[][]::new));
        List<double[]> separated = estimates.of(mixture);
        for (int k = 0; k < sources.size(); k++) {
            String source = sources.get(k);
            double[] level = inKnown.in(separated.get(k));
            for (int i = 0; i < sounding.length; i++) {
                levels.computeIfAbsent(stems.get(sounding[i]), stem -> new LinkedHashMap<>())
                        .computeIfAbsent(source, of -> new ArrayList<>())
                        .add(Signals.levelDb(level[i]));
            }
            int itself = stems.indexOf(source);
            if (Arrays.stream(sounding).anyMatch(s -> s == itself)) {
                sdr.computeIfAbsent(source, of -> new ArrayList<>())
                        .add(RemixQuality.of(known[itself], separated.get(k)).sdrDb());
            }
        }
    }

    private static Map<String, Double> means(Map<String, List<Double>> values) {
        Map<String, Double> means = new LinkedHashMap<>();
        values.forEach((name, each) -> means.put(
                name,
                Spread.of(each.stream().mapToDouble(Double::doubleValue).toArray())
                        .mean()));
        return means;
    }
}
