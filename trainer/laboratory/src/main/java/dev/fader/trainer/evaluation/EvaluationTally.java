package dev.fader.trainer.evaluation;

import dev.fader.trainer.evaluation.Evaluation.GainRow;
import dev.fader.trainer.metrics.FramedScores;
import dev.fader.trainer.metrics.LoudnessDifference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Values of all songs, before they are means. */
final class EvaluationTally {

    private final List<String> sources;
    private final double[] gainsDb;
    private final List<double[]> sdrDb = new ArrayList<>();
    private final List<double[]> framesDb = new ArrayList<>();
    private final List<double[]> turnedDb = new ArrayList<>();
    private final List<double[]> leaksDb = new ArrayList<>();
    private final Cell[][] cells;
    private int silent;

    /** How good one remix is. */
    record Scores(double minSdrDb, LoudnessDifference difference) {}

    /** A source at a gain. */
    private static final class Cell {
        private final List<Scores> ours = new ArrayList<>();
        private final List<Scores> nothing = new ArrayList<>();
    }

    EvaluationTally(List<String> sources, double[] gainsDb) {
        this.sources = sources;
        this.gainsDb = gainsDb;
        this.cells = new Cell[sources.size()][gainsDb.length];
        for (Cell[] row : cells) {
            for (int g = 0; g < row.length; g++) {
                row[g] = new Cell();
            }
        }
    }

    /**
     * @param sdrDb of each source's estimate; NaN where the source is silent
     * @param framesDb likewise, the median of the song's frames
     */
    void separated(double[] sdrDb, double[] framesDb) {
        this.sdrDb.add(sdrDb);
        this.framesDb.add(framesDb);
    }

    /** @param sources of a song that are silent, and were neither measured nor moved */
    void silent(int sources) {
        silent += sources;
    }

    /** @param upright SDR of each source; @param upsideDown the same of the song with its sign turned */
    void turned(double[] upright, double[] upsideDown) {
        // absolute: songs have their signs by lot, and what is gained by one is lost by another
        turnedDb.add(IntStream.range(0, upright.length)
                .mapToDouble(k -> Math.abs(upright[k] - upsideDown[k]))
                .toArray());
    }

    /** @param leaksDb of each source, where it is absent */
    void leaked(double[] leaksDb) {
        this.leaksDb.add(leaksDb);
    }

    void moved(int source, int gain, Scores ours, Scores doingNothing) {
        cells[source][gain].ours.add(ours);
        cells[source][gain].nothing.add(doingNothing);
    }

    Evaluation evaluation(int songs) {
        Map<String, List<GainRow>> remix = new LinkedHashMap<>();
        for (int k = 0; k < cells.length; k++) {
            List<GainRow> rows = new ArrayList<>();
            for (int g = 0; g < gainsDb.length; g++) {
                rows.add(row(gainsDb[g], cells[k][g]));
            }
            remix.put(sources.get(k), List.copyOf(rows));
        }
        List<GainRow> moved = remix.values().stream()
                .flatMap(List::stream)
                .filter(row -> row.gainDb() != 0 && row.songs() > 0)
                .toList();
        Map<String, Double> separation = bySource(sdrDb);
        return new Evaluation(
                "evaluate",
                !moved.isEmpty() && moved.stream().allMatch(row -> row.minSdrDb() > row.minSdrDoNothingDb()),
                songs,
                mean(separation.values().stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray()),
                separation,
                medians(framesDb),
                mean(moved.stream().mapToDouble(GainRow::minSdrDb).toArray()),
                mean(moved.stream().mapToDouble(GainRow::minSdrDoNothingDb).toArray()),
                silent,
                orNull(turnedDb),
                orNull(leaksDb),
                remix);
    }

    private static GainRow row(double gainDb, Cell cell) {
        return new GainRow(
                gainDb,
                cell.ours.size(),
                mean(minSdr(cell.ours)),
                mean(minSdr(cell.nothing)),
                mean(differences(cell.ours)),
                mean(differences(cell.nothing)),
                cell.ours.stream()
                        .mapToInt(scores -> scores.difference().withoutLevel())
                        .sum());
    }

    private static double[] minSdr(List<Scores> scores) {
        return scores.stream().mapToDouble(Scores::minSdrDb).toArray();
    }

    private static double[] differences(List<Scores> scores) {
        return scores.stream().mapToDouble(each -> each.difference().db()).toArray();
    }

    private @Nullable Map<String, Double> orNull(List<double[]> values) {
        return values.isEmpty() ? null : bySource(values);
    }

    private Map<String, Double> bySource(List<double[]> values) {
        Map<String, Double> means = new LinkedHashMap<>();
        for (int k = 0; k < sources.size(); k++) {
            int source = k;
            means.put(
                    sources.get(k),
                    mean(values.stream().mapToDouble(each -> each[source]).toArray()));
        }
        return means;
    }

    private Map<String, Double> medians(List<double[]> values) {
        Map<String, Double> medians = new LinkedHashMap<>();
        for (int k = 0; k < sources.size(); k++) {
            int source = k;
            medians.put(
                    sources.get(k),
                    FramedScores.median(
                            values.stream().mapToDouble(each -> each[source]).toArray()));
        }
        return medians;
    }

    /** Of the values that are numbers. */
    private static double mean(double[] values) {
        return Spread.of(values).mean();
    }
}
