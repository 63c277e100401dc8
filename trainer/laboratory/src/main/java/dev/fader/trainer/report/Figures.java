package dev.fader.trainer.report;

import dev.fader.trainer.evaluation.GainGrid;
import dev.fader.trainer.evaluation.ProtocolResult.GainScores;
import dev.fader.trainer.evaluation.SongScores;
import dev.fader.trainer.evaluation.Spread;
import dev.fader.trainer.report.BoxChart.Box;
import dev.fader.trainer.report.BoxChart.Group;
import dev.fader.trainer.report.LineChart.Line;
import dev.fader.trainer.statistics.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The paper's figures, drawn from our results: one of each kind for models of the same data and sources. */
final class Figures {

    /** Beyond this a remix is exact, and its ratio the rounding of floats. */
    static final double EXACT_DB = 100;

    static final String NOTHING = "output = input";

    private static final double GAIN_STEP_DB = 6;
    private static final String BARS = " Bars: 95 % of bootstrapped means over songs.";
    private static final String EXACT = " Where there is no point at 0 dB, the remix is exact.";

    private final TableOne table;

    Figures(TableOne table) {
        this.table = table;
    }

    /** Fig. 3: SDR, SIR and SAR per source, a box of songs for each model. */
    List<Figure> separation() {
        List<Figure> figures = new ArrayList<>();
        for (List<Pool> group : groups()) {
            figures.addAll(separation(
                    group, "SDR", song -> song.separation().sdr(), " Of output = input, the mixture as the estimate."));
            figures.addAll(separation(group, "SIR", song -> song.separation().sir(), ""));
            figures.addAll(separation(group, "SAR", song -> song.separation().sar(), ""));
        }
        return figures;
    }

    private static List<Figure> separation(
            List<Pool> group, String metric, Function<SongScores, double[]> values, String more) {
        TableOneRow row = TableOne.row(group.getFirst().first());
        Styles styles = new Styles();
        List<String> sources = group.getFirst().sources();
        List<Group> sourceGroups = new ArrayList<>();
        for (int k = 0; k < sources.size(); k++) {
            List<Box> boxes = new ArrayList<>();
            List<Double> nothing = metric.equals("SDR") ? group.getFirst().bySong(Figures::ofMixture, k) : List.of();
            if (!nothing.isEmpty()) {
                boxes.add(new Box(NOTHING, Style.NOTHING, nothing));
            }
            for (Pool pool : group) {
                List<Double> found = pool.bySong(values, k);
                if (!found.isEmpty()) {
                    boxes.add(new Box(pool.legend(), styles.of(pool.label(), pool.column()), found));
                }
            }
            if (!boxes.isEmpty()) {
                sourceGroups.add(new Group(sources.get(k), boxes));
            }
        }
        return sourceGroups.isEmpty()
                ? List.of()
                : List.of(new Figure(
                        name("fig3-" + metric, row),
                        metric + " of the sources' estimates, " + row.label()
                                + ". Boxes of n songs (and seeds): quartiles and median; the marker is the mean."
                                + more,
                        new BoxChart(metric + ", " + row.label(), metric + ", dB", sourceGroups).svg()));
    }

    private static double[] ofMixture(SongScores song) {
        double[] scores = song.mixtureSdrDb();
        if (scores != null) {
            return scores;
        }
        double[] none = new double[song.minSdrDb().length];
        Arrays.fill(none, Double.NaN);
        return none;
    }

    /** Fig. 4: minSDR and loudness difference of the remix over the gain of the first source, and of all sources. */
    List<Figure> gains() {
        List<Figure> figures = new ArrayList<>();
        for (List<Pool> group : groups()) {
            TableOneRow row = TableOne.row(group.getFirst().first());
            figures.add(overGain(
                    row,
                    group,
                    "fig4-minSDR",
                    "minSDR",
                    GainScores::minSdrDb,
                    GainScores::minSdrDoNothingDb,
                    SongScores::minSdrDb,
                    EXACT));
            figures.add(overGain(
                    row, group, "fig4-LD", "LD", GainScores::ldDb, GainScores::ldDoNothingDb, SongScores::ldDb, ""));
            figures.add(overAllSources(row, group));
        }
        return figures;
    }

    /** Loss and validation of each run, a pair of plots for networks that learnt the same from the same data. */
    static List<Figure> curves(List<RunCurve> runs) {
        Map<String, List<RunCurve>> groups = new TreeMap<>();
        runs.forEach(run ->
                groups.computeIfAbsent(run.group(), group -> new ArrayList<>()).add(run));
        List<Figure> figures = new ArrayList<>();
        groups.forEach((group, each) -> {
            figures.addAll(curves(
                    group,
                    "loss",
                    "Training loss (lower is better)",
                    "loss, dB",
                    each,
                    RunCurve::steps,
                    RunCurve::lossDb));
            figures.addAll(curves(
                    group,
                    "validation",
                    "SDR of validation remixes (higher is better)",
                    "SDR, dB",
                    each,
                    RunCurve::validationSteps,
                    RunCurve::validationSdrDb));
        });
        return figures;
    }

    private static List<Figure> curves(
            String group,
            String kind,
            String caption,
            String axis,
            List<RunCurve> runs,
            Function<RunCurve, List<Double>> x,
            Function<RunCurve, List<Double>> y) {
        Styles styles = new Styles();
        List<Line> lines = runs.stream()
                .filter(run -> !x.apply(run).isEmpty())
                .map(run -> new Line(run.name(), styles.of(run.name(), run.column()), x.apply(run), y.apply(run)))
                .toList();
        String whole = group.isEmpty() ? caption : caption + ", " + group;
        return lines.isEmpty()
                ? List.of()
                : List.of(new Figure(
                        fileName(group.isEmpty() ? kind : kind + "-" + group),
                        whole + ".",
                        new LineChart(whole, "step", 0, axis, lines).svg()));
    }

    /** Networks as they were trained to remix; what else their estimates can do is in the tables. */
    private List<List<Pool>> groups() {
        return table.groups().stream()
                .map(group -> group.stream().filter(Pool::own).toList())
                .filter(group -> !group.isEmpty())
                .toList();
    }

    private static Figure overGain(
            TableOneRow row,
            List<Pool> group,
            String kind,
            String metric,
            Function<GainScores, Spread> value,
            Function<GainScores, Spread> doingNothing,
            Function<SongScores, double[][]> bySong,
            String more) {
        String source = group.getFirst().sources().getFirst();
        Pool first = group.getFirst();
        Styles styles = new Styles();
        List<Line> lines = new ArrayList<>();
        lines.add(nothing(gain -> first.at(doingNothing, 0, gain)));
        for (Pool pool : group) {
            lines.add(line(
                    pool,
                    styles.of(pool.label(), pool.column()),
                    gain -> pool.at(value, 0, gain),
                    (song, gain) -> bySong.apply(song)[0][gain]));
        }
        return new Figure(
                name(kind, row),
                "%s of the remix over the gain of %s, %s, mean of n = %d songs.%s%s"
                        .formatted(
                                metric,
                                source,
                                row.label(),
                                counted(first, song -> bySong.apply(song)[0][0]),
                                BARS,
                                more),
                new LineChart(
                                metric + ", " + row.label(),
                                "gain of " + source + ", dB",
                                GAIN_STEP_DB,
                                metric + ", dB",
                                lines)
                        .svg());
    }

    private Figure overAllSources(TableOneRow row, List<Pool> group) {
        List<Line> lines = new ArrayList<>();
        Styles styles = new Styles();
        Pool first = group.getFirst();
        lines.add(nothing(gain -> first.at(GainScores::minSdrDoNothingDb, gain)));
        for (Pool pool : group) {
            Style style = styles.of(pool.label(), pool.column());
            lines.add(line(
                    pool,
                    style,
                    gain -> pool.at(GainScores::minSdrDb, gain),
                    (song, gain) -> mean(song.minSdrDb(), gain)));
        }
        for (Map.Entry<String, Pool> entry : byColumn(group).entrySet()) {
            table.paper(row.inPaper(), entry.getKey())
                    .ifPresent(paper -> lines.add(new Line(
                            "the authors' " + Column.heading(paper.column()),
                            styles.of(entry.getValue().label(), paper.column()).asDashed(),
                            IntStream.range(0, paper.minSdrByGainDb().size())
                                    .mapToObj(paper::gainDb)
                                    .toList(),
                            paper.minSdrByGainDb())));
        }
        return new Figure(
                name("gain-all-sources", row),
                "minSDR over the gain of any one source, mean over sources and n = %d songs, %s.%s Dashed: doing nothing, and the authors' record, on their data.%s"
                        .formatted(counted(first, song -> mean(song.minSdrDb(), 0)), row.label(), BARS, EXACT),
                new LineChart("minSDR, " + row.label(), "gain of one source, dB", GAIN_STEP_DB, "minSDR, dB", lines)
                        .svg());
    }

    /** Songs that have a value: in the others the source is silent. */
    private static long counted(Pool pool, ToDoubleFunction<SongScores> value) {
        return Arrays.stream(pool.songs(value)).filter(Double::isFinite).count();
    }

    private static Map<String, Pool> byColumn(List<Pool> group) {
        return group.stream()
                .collect(Collectors.toMap(Pool::column, pool -> pool, (one, other) -> one, LinkedHashMap::new));
    }

    private static double mean(double[][] bySource, int gain) {
        return Arrays.stream(bySource)
                .mapToDouble(gains -> gains[gain])
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN);
    }

    private static Line nothing(Function<Integer, Double> valueAt) {
        return new Line(NOTHING, Style.NOTHING, grid(), overGains(valueAt));
    }

    /** With a gap where the remix is exact. */
    private static Line line(
            Pool pool, Style style, Function<Integer, Double> valueAt, ToDoubleBiFunction<SongScores, Integer> bySong) {
        List<Interval> intervals = IntStream.range(0, grid().size())
                .mapToObj(gain -> Interval.of(pool.songs(song -> bySong.applyAsDouble(song, gain))))
                .toList();
        return new Line(
                pool.legend(),
                style,
                grid(),
                overGains(valueAt),
                overGains(gain -> intervals.get(gain).low()),
                overGains(gain -> intervals.get(gain).high()));
    }

    private static List<Double> grid() {
        return Arrays.stream(GainGrid.decibels()).boxed().toList();
    }

    private static List<Double> overGains(Function<Integer, Double> valueAt) {
        return IntStream.range(0, GainGrid.decibels().length)
                .mapToObj(gain -> valueAt.apply(gain))
                .map(value -> value < EXACT_DB ? value : Double.NaN)
                .toList();
    }

    private static String name(String kind, TableOneRow row) {
        return fileName(kind + "-" + row.train() + "-" + row.test() + "-" + row.sources());
    }

    private static String fileName(String name) {
        return name.replaceAll("[^A-Za-z0-9.-]+", "_").toLowerCase(Locale.ROOT);
    }
}
