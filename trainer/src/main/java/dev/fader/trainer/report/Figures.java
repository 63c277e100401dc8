package dev.fader.trainer.report;

import dev.fader.trainer.evaluation.ProtocolResult;
import dev.fader.trainer.evaluation.ProtocolResult.GainScores;
import dev.fader.trainer.evaluation.SongScores;
import dev.fader.trainer.evaluation.Spread;
import dev.fader.trainer.report.Charts.Box;
import dev.fader.trainer.report.Charts.Line;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** The paper's figures, drawn from our results: one of each kind for models of the same data and sources. */
final class Figures {

    /** Beyond this a remix is exact, and its ratio the rounding of floats. */
    private static final double EXACT_DB = 100;

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
        for (List<ProtocolResult> group : table.groups()) {
            Row row = TableOne.row(group.getFirst());
            for (Map.Entry<String, Function<SongScores, double[]>> metric : metrics.entrySet()) {
                List<Box> boxes = boxes(group, metric.getValue());
                if (!boxes.isEmpty()) {
                    figures.add(new Figure(
                            name("fig3-" + metric.getKey(), row),
                            metric.getKey() + " per source, " + row.label(),
                            Charts.boxes(row.label(), metric.getKey() + ", dB", boxes)));
                }
            }
        }
        return figures;
    }

    /** Fig. 4: minSDR and loudness difference of the remix over the gain of the first source, and of all sources. */
    List<Figure> gains() throws IOException {
        List<Figure> figures = new ArrayList<>();
        for (List<ProtocolResult> group : table.groups()) {
            Row row = TableOne.row(group.getFirst());
            String first = group.getFirst().sources().getFirst().source();
            figures.add(overGain(row, group, "fig4-minSDR", "minSDR", first, GainScores::minSdrDb));
            figures.add(overGain(row, group, "fig4-LD", "LD", first, GainScores::ldDb));
            figures.add(overAllSources(row, group));
        }
        return figures;
    }

    /** Loss and validation of each run. */
    static List<Figure> curves(List<RunCurve> runs) throws IOException {
        List<Line> losses = runs.stream()
                .map(run -> new Line(run.name(), run.steps(), run.lossDb(), false))
                .toList();
        List<Line> validations = runs.stream()
                .map(run -> new Line(run.name(), run.validationSteps(), run.validationSdrDb(), false))
                .toList();
        List<Figure> figures = new ArrayList<>();
        if (losses.stream().anyMatch(line -> !line.x().isEmpty())) {
            figures.add(new Figure(
                    "loss", "Training loss (lower is better)", Charts.lines("", "step", "loss, dB", losses)));
        }
        if (validations.stream().anyMatch(line -> !line.x().isEmpty())) {
            figures.add(new Figure(
                    "validation",
                    "SDR of validation remixes (higher is better)",
                    Charts.lines("", "step", "SDR, dB", validations)));
        }
        return figures;
    }

    private static List<Box> boxes(List<ProtocolResult> group, Function<SongScores, double[]> metric) {
        List<Box> boxes = new ArrayList<>();
        for (int k = 0; k < group.getFirst().sources().size(); k++) {
            for (ProtocolResult result : group) {
                int source = k;
                List<Double> values = result.songs().stream()
                        .map(song -> metric.apply(song)[source])
                        .filter(Double::isFinite)
                        .toList();
                if (!values.isEmpty()) {
                    boxes.add(new Box(result.sources().get(k).source() + ": " + legend(group, result), values));
                }
            }
        }
        return boxes;
    }

    private static Figure overGain(
            Row row,
            List<ProtocolResult> group,
            String kind,
            String metric,
            String source,
            Function<GainScores, Spread> value)
            throws IOException {
        List<Line> lines = new ArrayList<>();
        for (ProtocolResult result : group) {
            List<Double> gains = new ArrayList<>();
            List<Double> values = new ArrayList<>();
            for (GainScores scores : result.sources().getFirst().gains()) {
                add(scores.gainDb(), value.apply(scores).mean(), gains, values);
            }
            lines.add(new Line(legend(group, result), gains, values, false));
        }
        return new Figure(
                name(kind, row),
                "%s of the remix over the gain of %s, %s. Where minSDR has no point at 0 dB, the remix is exact."
                        .formatted(metric, source, row.label()),
                Charts.lines(row.label(), "gain of " + source + ", dB", metric + ", dB", lines));
    }

    private Figure overAllSources(Row row, List<ProtocolResult> group) throws IOException {
        List<Line> lines = new ArrayList<>();
        for (ProtocolResult result : group) {
            List<Double> gains = new ArrayList<>();
            List<Double> values = new ArrayList<>();
            for (int g = 0; g < result.gainsDb().length; g++) {
                int at = g;
                double mean = result.sources().stream()
                        .mapToDouble(source -> source.gains().get(at).minSdrDb().mean())
                        .average()
                        .orElse(Double.NaN);
                add(result.gainsDb()[g], mean, gains, values);
            }
            lines.add(new Line(legend(group, result), gains, values, false));
            table.paper(row.inPaper(), Column.of(result)).ifPresent(paper -> {
                double[] paperGains = new double[paper.minSdrByGainDb().size()];
                Arrays.setAll(paperGains, paper::gainDb);
                Line line = new Line(
                        "the authors' " + Column.heading(paper.column()),
                        Arrays.stream(paperGains).boxed().toList(),
                        paper.minSdrByGainDb(),
                        true);
                if (lines.stream().noneMatch(other -> other.name().equals(line.name()))) {
                    lines.add(line);
                }
            });
        }
        return new Figure(
                name("gain-all-sources", row),
                "minSDR over the gain of any one source, mean over sources, %s. Dashed: the authors' record, on their data."
                        .formatted(row.label()),
                Charts.lines(row.label(), "gain of one source, dB", "minSDR, dB", lines));
    }

    private static void add(double gainDb, double value, List<Double> gains, List<Double> values) {
        if (value < EXACT_DB) {
            gains.add(gainDb);
            values.add(value);
        }
    }

    /** The column; with the file where a group has several of it. */
    private static String legend(List<ProtocolResult> group, ProtocolResult result) {
        String column = Column.of(result);
        long same =
                group.stream().filter(other -> Column.of(other).equals(column)).count();
        return Column.heading(column) + (same > 1 ? ", seed " + result.model().seed() : "");
    }

    private static String name(String kind, Row row) {
        return (kind + "-" + row.train() + "-" + row.test() + "-" + row.sources())
                .replaceAll("[^A-Za-z0-9.-]+", "_")
                .toLowerCase(Locale.ROOT);
    }
}
