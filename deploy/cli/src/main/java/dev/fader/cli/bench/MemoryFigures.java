package dev.fader.cli.bench;

import java.util.List;
import java.util.Locale;

/**
 * Resident memory of a worker while it did short tasks.
 *
 * @param samples how often it was read, at even distances in time
 * @param earlyMib median of the second tenth of the samples: the first is warming up
 * @param lateMib median of the last tenth
 * @param change of the second against the first, as a part of it
 */
record MemoryFigures(int tasks, int samples, double earlyMib, double lateMib, double change) {

    static final int LEAST_SAMPLES = 10;
    private static final double MIB = 1 << 20;

    /** @param bytes at least {@link #LEAST_SAMPLES}, in the order of time */
    static MemoryFigures of(int tasks, List<Long> bytes) {
        int count = bytes.size();
        if (count < LEAST_SAMPLES) {
            throw new IllegalArgumentException("%d samples have no tenths".formatted(count));
        }
        double early = median(bytes.subList(count / 10, count * 2 / 10)) / MIB;
        double late = median(bytes.subList(count * 9 / 10, count)) / MIB;
        return new MemoryFigures(tasks, count, early, late, late / early - 1);
    }

    private static double median(List<Long> values) {
        List<Long> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2.0;
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "%d short tasks: RSS of the worker %.0f MiB in the second tenth, %.0f MiB in the last (%+.1f %%)",
                tasks,
                earlyMib,
                lateMib,
                100 * change);
    }
}
