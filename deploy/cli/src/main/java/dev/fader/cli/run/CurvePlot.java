package dev.fader.cli.run;

import dev.fader.schemas.api.CurvePoint;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A curve in the characters of a terminal: a column for each point, its mean as a dot, the range of its values as a bar. */
final class CurvePlot {

    private static final int ROWS = 12;

    private CurvePlot() {}

    /** @param points with a mean in at least one of them */
    static String of(List<CurvePoint> points) {
        List<CurvePoint> shown =
                points.stream().filter(point -> point.mean() != null).toList();
        if (shown.isEmpty()) {
            return "nothing to draw: no value is finite\n";
        }
        double low =
                shown.stream().mapToDouble(point -> value(point.lowest())).min().orElseThrow();
        double high = shown.stream()
                .mapToDouble(point -> value(point.highest()))
                .max()
                .orElseThrow();
        double range = high > low ? high - low : 1;
        char[][] cells = new char[ROWS][shown.size()];
        Arrays.stream(cells).forEach(row -> Arrays.fill(row, ' '));
        for (int column = 0; column < shown.size(); column++) {
            CurvePoint point = shown.get(column);
            for (int row = row(value(point.highest()), low, range);
                    row <= row(value(point.lowest()), low, range);
                    row++) {
                cells[row][column] = '│';
            }
            cells[row(value(point.mean()), low, range)][column] = '•';
        }
        StringBuilder plot = new StringBuilder();
        for (int row = 0; row < ROWS; row++) {
            String label = row == 0
                    ? String.format(Locale.ROOT, "%.3g", high)
                    : row == ROWS - 1 ? String.format(Locale.ROOT, "%.3g", low) : "";
            plot.append("%10s ┤%s%n".formatted(label, new String(cells[row])));
        }
        return plot.append("%11s└ steps %d to %d%n"
                        .formatted(
                                "",
                                shown.getFirst().firstStep(),
                                shown.getLast().lastStep()))
                .toString();
    }

    private static int row(double value, double low, double range) {
        return (int) Math.round((ROWS - 1) * (1 - (value - low) / range));
    }

    private static double value(@Nullable Double finite) {
        return finite == null ? 0 : finite;
    }
}
