package dev.fader.bench.curve;

import dev.fader.bench.measure.Numbers;
import java.util.List;
import java.util.Map;

/**
 * How long curves took while so many runs were there.
 *
 * @param firstMillis of the first curve of a run that nobody had looked at
 * @param millis of each look, by what was looked at
 */
record CurveFigures(int runs, double firstMillis, Map<View, List<Double>> millis) {

    /** A part of a run, of which a curve is made. */
    enum View {
        ALL("all"),
        TENTH("a tenth"),
        LAST("the last 5000 steps");

        private final String words;

        View(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    double median(View view) {
        return Numbers.median(millis.getOrDefault(view, List.of()));
    }

    double quickest(View view) {
        return Numbers.percentile(millis.getOrDefault(view, List.of()), 0);
    }

    double worst(View view) {
        return Numbers.percentile(millis.getOrDefault(view, List.of()), 100);
    }

    /** Of every look. */
    double worst() {
        return millis.keySet().stream().mapToDouble(this::worst).max().orElseThrow();
    }

    double slowestMedian() {
        return millis.keySet().stream().mapToDouble(this::median).max().orElseThrow();
    }
}
