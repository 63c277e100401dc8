package dev.fader.trainer.report;

import java.util.Locale;

/** Shapes of points, so that a figure can be read without its colours. */
enum Marker {
    CIRCLE("M%1$s,%3$s A%6$s,%6$s 0 1 0 %1$s,%5$s A%6$s,%6$s 0 1 0 %1$s,%3$s Z"),
    SQUARE("M%2$s,%3$s H%4$s V%5$s H%2$s Z"),
    UP("M%1$s,%3$s L%4$s,%5$s H%2$s Z"),
    DIAMOND("M%1$s,%3$s L%4$s,%7$s L%1$s,%5$s L%2$s,%7$s Z"),
    DOWN("M%1$s,%5$s L%2$s,%3$s H%4$s Z"),
    PLUS("M%2$s,%7$s H%4$s M%1$s,%3$s V%5$s"),
    CROSS("M%2$s,%3$s L%4$s,%5$s M%2$s,%5$s L%4$s,%3$s"),
    BAR("M%2$s,%7$s H%4$s");

    private static final double RADIUS = 4;

    private final String path;

    Marker(String path) {
        this.path = path;
    }

    /** Data of an SVG path around a point. */
    String at(double x, double y) {
        return path.formatted(n(x), n(x - RADIUS), n(y - RADIUS), n(x + RADIUS), n(y + RADIUS), n(RADIUS), n(y));
    }

    private static String n(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
