package dev.fader.trainer.report;

import dev.fader.trainer.report.Svg.Anchor;
import java.util.LinkedHashMap;
import java.util.Map;

/** What figures have in common: a frame, a vertical axis with its grid, and a legend below. */
final class Plot {

    static final double LEFT = 64;
    static final double TOP = 12;
    static final double HEIGHT = 300;

    private static final double RIGHT = 16;
    private static final double BELOW = 56;
    private static final double LEGEND_LINE = 20;
    private static final double LEGEND_SIGN = 34;

    private final double width;
    private final Axis y;
    private final Map<String, Style> legend = new LinkedHashMap<>();

    /** @param width of the picture */
    Plot(double width, double least, double greatest) {
        this.width = width;
        this.y = Axis.of(least, greatest, 0, TOP + HEIGHT, TOP);
    }

    Axis y() {
        return y;
    }

    double right() {
        return width - RIGHT;
    }

    /** To be named below. */
    void legend(String name, Style style) {
        legend.put(name, style);
    }

    /** The picture with frame, axis and legend, to be drawn in. All that is in the legend must have been named. */
    Svg begin(String title, String xTitle, String yTitle) {
        double widest = legend.keySet().stream().mapToDouble(Svg::width).max().orElse(0) + LEGEND_SIGN + 10;
        int columns = Math.max(1, (int) ((right() - LEFT) / widest));
        double height = TOP + HEIGHT + BELOW + Math.ceilDiv(legend.size(), columns) * LEGEND_LINE;
        Svg svg = new Svg(width, height, title);
        for (double tick : y.ticks()) {
            svg.grid(LEFT, y.at(tick), right(), y.at(tick));
            svg.text(LEFT - 8, y.at(tick) + 5, Anchor.END, y.label(tick));
        }
        svg.upwards(18, TOP + HEIGHT / 2, yTitle);
        svg.text((LEFT + right()) / 2, TOP + HEIGHT + 42, Anchor.MIDDLE, xTitle);
        svg.frame(LEFT, TOP, right() - LEFT, HEIGHT);
        int place = 0;
        for (Map.Entry<String, Style> entry : legend.entrySet()) {
            double x = LEFT + place % columns * widest;
            double line = TOP + HEIGHT + BELOW + 8 + place / columns * LEGEND_LINE;
            svg.line(entry.getValue(), 2, Svg.point('M', x, line - 5) + Svg.point('L', x + LEGEND_SIGN - 8, line - 5));
            svg.marker(entry.getValue(), x + LEGEND_SIGN / 2 - 4, line - 5);
            svg.text(x + LEGEND_SIGN, line, Anchor.START, entry.getKey());
            place++;
        }
        return svg;
    }
}
