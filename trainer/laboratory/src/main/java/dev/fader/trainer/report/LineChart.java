package dev.fader.trainer.report;

import dev.fader.trainer.report.Svg.Anchor;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Lines over a number.
 *
 * @param title for those who cannot see it
 * @param xStep from tick to tick; 0: a round number
 */
record LineChart(String title, String xTitle, double xStep, String yTitle, List<Line> lines) {

    private static final double WIDTH = 640;
    /** Of a long line only some points are marked. */
    private static final int MARKED = 12;

    private static final double BAR = 3;

    /**
     * @param y NaN where there is a gap
     * @param low of the intervals, NaN where there is none; empty: of no point
     * @param high likewise
     */
    record Line(String name, Style style, List<Double> x, List<Double> y, List<Double> low, List<Double> high) {

        /** Without intervals. */
        Line(String name, Style style, List<Double> x, List<Double> y) {
            this(name, style, x, y, List.of(), List.of());
        }
    }

    String svg() {
        Plot plot = new Plot(
                WIDTH,
                finite(false).min().orElse(Double.NaN),
                finite(false).max().orElse(Double.NaN));
        Axis x = Axis.of(
                finite(true).min().orElse(Double.NaN),
                finite(true).max().orElse(Double.NaN),
                xStep,
                Plot.LEFT,
                plot.right());
        lines.forEach(line -> plot.legend(line.name(), line.style()));
        Svg svg = plot.begin(title, xTitle, yTitle);
        for (double tick : x.ticks()) {
            svg.grid(x.at(tick), Plot.TOP, x.at(tick), Plot.TOP + Plot.HEIGHT);
            svg.text(x.at(tick), Plot.TOP + Plot.HEIGHT + 20, Anchor.MIDDLE, x.label(tick));
        }
        lines.forEach(line -> draw(svg, line, x, plot.y()));
        return svg.toString();
    }

    private DoubleStream finite(boolean ofX) {
        return lines.stream()
                .flatMapToDouble(line -> ofX
                        ? doubles(line.x())
                        : DoubleStream.concat(
                                doubles(line.y()), DoubleStream.concat(doubles(line.low()), doubles(line.high()))))
                .filter(Double::isFinite);
    }

    private static DoubleStream doubles(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue);
    }

    private static void draw(Svg svg, Line line, Axis x, Axis y) {
        StringBuilder path = new StringBuilder();
        boolean broken = true;
        int every = Math.ceilDiv(
                line.x().size(), Math.max(MARKED, Math.min(20, line.x().size())));
        for (int i = 0; i < line.x().size(); i++) {
            double value = line.y().get(i);
            if (!Double.isFinite(value)) {
                broken = true;
                continue;
            }
            double at = x.at(line.x().get(i));
            path.append(Svg.point(broken ? 'M' : 'L', at, y.at(value)));
            broken = false;
            if (i < line.low().size() && Double.isFinite(line.low().get(i))) {
                bar(
                        svg,
                        line.style(),
                        at,
                        y.at(line.low().get(i)),
                        y.at(line.high().get(i)));
            }
            if (i % every == 0) {
                svg.marker(line.style(), at, y.at(value));
            }
        }
        svg.line(line.style(), 2, path.toString().strip());
    }

    private static void bar(Svg svg, Style style, double x, double low, double high) {
        svg.stroke(
                "",
                style.colour(),
                1,
                "",
                Svg.point('M', x - BAR, low)
                        + Svg.point('L', x + BAR, low)
                        + Svg.point('M', x, low)
                        + Svg.point('L', x, high)
                        + Svg.point('M', x - BAR, high)
                        + Svg.point('L', x + BAR, high).strip());
    }
}
