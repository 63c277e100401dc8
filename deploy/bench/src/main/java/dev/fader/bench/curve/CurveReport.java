package dev.fader.bench.curve;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fader.bench.curve.CurveFigures.View;
import dev.fader.schemas.FaderJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What was measured, and whether it is as promised.
 *
 * @param records of each run
 * @param points of each curve, at most
 * @param bytesPerRun on disk, with indexes and buckets
 * @param rows by the number of runs, fewest first
 */
record CurveReport(int records, int points, double recordsPerSecond, double bytesPerRun, List<CurveFigures> rows) {

    static final double BOUND_MILLIS = 100;
    static final int MANY_RUNS = 100;

    CurveReport {
        rows = List.copyOf(rows);
    }

    /**
     * How much longer a look takes for each run that is added, of the view that grows most; never below 0. By the quickest
     * looks: what else the machine does is no growth.
     */
    double growthMillis() {
        double growth = 0;
        for (View view : View.values()) {
            growth = Math.max(growth, slope(view));
        }
        return growth;
    }

    /** The line that is nearest to the quickest looks. */
    private double slope(View view) {
        double runs = rows.stream().mapToInt(CurveFigures::runs).average().orElseThrow();
        double millis =
                rows.stream().mapToDouble(row -> row.quickest(view)).average().orElseThrow();
        double above = 0;
        double below = 0;
        for (CurveFigures row : rows) {
            above += (row.runs() - runs) * (row.quickest(view) - millis);
            below += (row.runs() - runs) * (row.runs() - runs);
        }
        return below == 0 ? 0 : above / below;
    }

    double worst() {
        return rows.stream().mapToDouble(CurveFigures::worst).max().orElseThrow();
    }

    double worstWithMany() {
        return worst() + growthMillis() * (MANY_RUNS - rows.getLast().runs());
    }

    boolean ok() {
        return worst() < BOUND_MILLIS && worstWithMany() < BOUND_MILLIS;
    }

    /** For people. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(text(
                "%d records a run, written at %.0f a second, %.0f MiB a run; curves of %d points at most",
                records, recordsPerSecond, bytesPerRun / (1 << 20), points));
        lines.add("");
        lines.add(text("%5s %10s  %s", "runs", "first, ms", "p50 / worst of a curve over …, ms"));
        for (CurveFigures row : rows) {
            StringBuilder line = new StringBuilder(text("%5d %10.1f", row.runs(), row.firstMillis()));
            for (View view : View.values()) {
                line.append(text("  %s: %.1f / %.1f", view.words(), row.median(view), row.worst(view)));
            }
            lines.add(line.toString());
        }
        lines.add("");
        lines.add(text(
                "growth %.3f ms a run; calculated for %d runs: worst %.1f ms (below %.0f: %s)",
                growthMillis(), MANY_RUNS, worstWithMany(), BOUND_MILLIS, ok() ? "ok" : "BROKEN"));
        return lines;
    }

    /** One line. */
    String json() {
        CurveFigures last = rows.getLast();
        ObjectNode line = FaderJson.mapper().createObjectNode();
        line.put("name", "bench curves")
                .put("ok", ok())
                .put("records", records)
                .put("runs", last.runs())
                .put("points", points)
                .put("curve_ms_p50", rounded(last.slowestMedian()))
                .put("curve_ms_worst", rounded(worst()))
                .put(
                        "first_ms_worst",
                        rounded(rows.stream()
                                .mapToDouble(CurveFigures::firstMillis)
                                .max()
                                .orElseThrow()))
                .put("growth_ms_per_run", rounded(growthMillis()))
                .put("calculated_ms_worst_with_100_runs", rounded(worstWithMany()))
                .put("records_per_second", rounded(recordsPerSecond))
                .put("bytes_per_run", Math.rint(bytesPerRun));
        ObjectNode byRuns = line.putObject("by_runs");
        for (CurveFigures row : rows) {
            ObjectNode views = byRuns.putObject(Integer.toString(row.runs()));
            for (View view : View.values()) {
                views.putObject(view.name().toLowerCase(Locale.ROOT))
                        .put("ms_p50", rounded(row.median(view)))
                        .put("ms_worst", rounded(row.worst(view)));
            }
        }
        return line.toString();
    }

    private static double rounded(double value) {
        return Math.rint(1000 * value) / 1000;
    }

    private static String text(String form, Object... values) {
        return String.format(Locale.ROOT, form, values);
    }
}
