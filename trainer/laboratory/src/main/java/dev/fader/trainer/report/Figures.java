package dev.fader.trainer.report;

import dev.fader.trainer.evaluation.ProtocolResult.GainScores;
import dev.fader.trainer.evaluation.SongScores;
import dev.fader.trainer.evaluation.Spread;
import dev.fader.trainer.report.Charts.Box;
import dev.fader.trainer.report.Charts.Line;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** The paper's figures, drawn from our results: one of each kind for models of the same data and sources. */
final class Figures {

    /** Beyond this a remix is exact, and its ratio the rounding of floats. */
    static final double EXACT_DB = 100;

    private static final String BRIEF =
            "a box of all songs and seeds. B: Baseline, I and II: Model-I and Model-II, C: consistent, G: gain-conditioned.";

    private final TableOne table;

    Figures(TableOne table) {
        this.table = table;
    }

    /** Fig. 3: SDR, SIR and SAR per source, a box of songs for each model. */
    List<Figure> separation() throws IOException {
        Map<String, Function<SongScores, double[]>> metrics = new LinkedHashMap<>();
        metrics.put("SDR", song -> song.separation().sdr());
        metrics.put("SIR", song -> song.separation().sir());
        metrics.put("SAR", song -> song.separation().sar());
        List<Figure> figures = new ArrayList<>();
        for (List<Pool> group : groups()) {
            TableOneRow row = TableOne.row(group.getFirst().first());
            for (Map.Entry<String, Function<SongScores, double[]>> metric : metrics.entrySet()) {
                List<Box> boxes = boxes(group, metric.getValue());
                if (!boxes.isEmpty()) {
                    figures.add(new Figure(
                            name("fig3-" + metric.getKey(), row),
                            metric.getKey() + " per source, " + row.label() + ": " + BRIEF,
                            Charts.boxes(row.label(), metric.getKey() + ", dB", boxes)));
                }
            }
        }
        return figures;
    }

    /** Fig. 4: minSDR and loudness difference of the remix over the gain of the first source, and of all sources. */
    List<Figure> gains() throws IOException {
        List<Figure> figures = new ArrayList<>();
        for (List<Pool> group : groups()) {
            TableOneRow row = TableOne.row(group.getFirst().first());
            figures.add(overGain(row, group, "fig4-minSDR", "minSDR", GainScores::minSdrDb));
            figures.add(overGain(row, group, "fig4-LD", "LD", GainScores::ldDb));
            figures.add(overAllSources(row, group));
        }
        return figures;
    }

    /** Loss and validation of each run, a pair of plots for networks that learnt the same from the same data. */
    static List<Figure> curves(List<RunCurve> runs) throws IOException {
        Map<String, List<RunCurve>> groups = new TreeMap<>();
        runs.forEach(run ->
                groups.computeIfAbsent(run.group(), group -> new ArrayList<>()).add(run));
        List<Figure> figures = new ArrayList<>();
        for (Map.Entry<String, List<RunCurve>> group : groups.entrySet()) {
            curves(
                    figures,
                    group.getKey(),
                    "loss",
                    "Training loss (lower is better)",
                    "loss, dB",
                    group.getValue(),
                    RunCurve::steps,
                    RunCurve::lossDb);
            curves(
                    figures,
                    group.getKey(),
                    "validation",
                    "SDR of validation remixes (higher is better)",
                    "SDR, dB",
                    group.getValue(),
                    RunCurve::validationSteps,
                    RunCurve::validationSdrDb);
        }
        return figures;
    }

    private static void curves(
            List<Figure> figures,
            String group,
            String kind,
            String caption,
            String axis,
            List<RunCurve> runs,
            Function<RunCurve, List<Double>> x,
            Function<RunCurve, List<Double>> y)
            throws IOException {
        Set<String> seen = new HashSet<>();
        List<Line> lines = runs.stream()
                .filter(run -> !x.apply(run).isEmpty())
                .map(run -> new Line(run.name(), run.column(), x.apply(run), y.apply(run), !seen.add(run.column())))
                .toList();
        if (!lines.isEmpty()) {
            figures.add(new Figure(
                    fileName(group.isEmpty() ? kind : kind + "-" + group),
                    group.isEmpty() ? caption : caption + ", " + group,
                    Charts.lines(group, "step", axis, lines)));
        }
    }

    /** Networks as they were trained to remix; what else their estimates can do is in the tables. */
    private List<List<Pool>> groups() {
        return table.groups().stream()
                .map(group -> group.stream().filter(Pool::own).toList())
                .filter(group -> !group.isEmpty())
                .toList();
    }

    private static List<Box> boxes(List<Pool> group, Function<SongScores, double[]> metric) {
        List<Box> boxes = new ArrayList<>();
        List<String> sources = group.getFirst().sources();
        for (int k = 0; k < sources.size(); k++) {
            for (Pool pool : group) {
                List<Double> values = pool.bySong(metric, k);
                if (!values.isEmpty()) {
                    boxes.add(new Box(sources.get(k) + " " + Column.brief(pool.label()), values));
                }
            }
        }
        return boxes;
    }

    private static Figure overGain(
            TableOneRow row, List<Pool> group, String kind, String metric, Function<GainScores, Spread> value)
            throws IOException {
        String source = group.getFirst().sources().getFirst();
        return new Figure(
                name(kind, row),
                "%s of the remix over the gain of %s, %s. Where minSDR has no point at 0 dB, the remix is exact."
                        .formatted(metric, source, row.label()),
                Charts.lines(
                        row.label(),
                        "gain of " + source + ", dB",
                        metric + ", dB",
                        group.stream()
                                .map(pool -> line(pool, g -> pool.at(value, 0, g)))
                                .toList()));
    }

    private Figure overAllSources(TableOneRow row, List<Pool> group) throws IOException {
        List<Line> lines = new ArrayList<>();
        for (Pool pool : group) {
            lines.add(line(pool, g -> pool.at(GainScores::minSdrDb, g)));
            table.paper(row.inPaper(), pool.column()).ifPresent(paper -> {
                double[] paperGains = new double[paper.minSdrByGainDb().size()];
                Arrays.setAll(paperGains, paper::gainDb);
                lines.add(new Line(
                        "the authors' " + Column.heading(paper.column()),
                        paper.column(),
                        Arrays.stream(paperGains).boxed().toList(),
                        paper.minSdrByGainDb(),
                        true));
            });
        }
        return new Figure(
                name("gain-all-sources", row),
                "minSDR over the gain of any one source, mean over sources, %s. Dashed: the authors' record, on their data."
                        .formatted(row.label()),
                Charts.lines(row.label(), "gain of one source, dB", "minSDR, dB", lines));
    }

    /** With a gap where the remix is exact. */
    private static Line line(Pool pool, IntToDoubleFunction valueAt) {
        List<Double> gains = Arrays.stream(pool.first().gainsDb()).boxed().toList();
        List<Double> values = IntStream.range(0, gains.size())
                .mapToDouble(valueAt)
                .map(value -> value < EXACT_DB ? value : Double.NaN)
                .boxed()
                .toList();
        return new Line(pool.legend(), pool.column(), gains, values, false);
    }

    private static String name(String kind, TableOneRow row) {
        return fileName(kind + "-" + row.train() + "-" + row.test() + "-" + row.sources());
    }

    private static String fileName(String name) {
        return name.replaceAll("[^A-Za-z0-9.-]+", "_").toLowerCase(Locale.ROOT);
    }
}
