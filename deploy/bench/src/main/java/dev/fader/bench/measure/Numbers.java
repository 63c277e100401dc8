package dev.fader.bench.measure;

import java.util.Collection;
import java.util.List;

/** Of many figures, the one that stands for them. */
public final class Numbers {

    private Numbers() {}

    public static double median(Collection<Double> values) {
        return percentile(values, 50);
    }

    /** The smallest value that so many of a hundred do not exceed; NaN of nothing. */
    public static double percentile(Collection<Double> values, double percent) {
        List<Double> sorted = values.stream().sorted().toList();
        int rank = (int) Math.ceil(percent / 100 * sorted.size());
        return sorted.isEmpty() ? Double.NaN : sorted.get(Math.max(rank, 1) - 1);
    }
}
