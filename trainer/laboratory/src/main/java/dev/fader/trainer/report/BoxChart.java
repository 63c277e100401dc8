package dev.fader.trainer.report;

import dev.fader.trainer.report.Svg.Anchor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * A box of values for each series in each group: quartiles, median and mean, whiskers to the last value within one and a half
 * times the quartiles' distance, and each value beyond.
 *
 * @param title for those who cannot see it
 */
record BoxChart(String title, String yTitle, List<Group> groups) {

    private static final double LEAST_WIDTH = 640;
    private static final double SLOT = 26;
    private static final double BOX = 18;
    private static final double BETWEEN_GROUPS = 28;
    private static final double WHISKERS = 1.5;

    /** Boxes side by side, such as those of a source. */
    record Group(String name, List<Box> boxes) {}

    /** Values of one box. */
    record Box(String name, Style style, List<Double> values) {}

    String svg() {
        double slots = groups.stream().mapToDouble(group -> room(group)).sum();
        double width = Math.max(LEAST_WIDTH, Plot.LEFT + 16 + slots);
        Plot plot = new Plot(
                width, values().min().orElse(Double.NaN), values().max().orElse(Double.NaN));
        groups.forEach(group -> group.boxes().forEach(box -> plot.legend(box.name(), box.style())));
        Svg svg = plot.begin(title, "", yTitle);
        if (plot.y().low() < 0 && plot.y().high() > 0) {
            svg.stroke(
                    "ink",
                    "#222222",
                    1,
                    "",
                    Svg.point('M', Plot.LEFT, plot.y().at(0))
                            + Svg.point('L', plot.right(), plot.y().at(0)).strip());
        }
        double stretch = (plot.right() - Plot.LEFT) / slots;
        double begin = Plot.LEFT;
        for (Group group : groups) {
            double end = begin + room(group) * stretch;
            if (begin > Plot.LEFT) {
                svg.grid(begin, Plot.TOP, begin, Plot.TOP + Plot.HEIGHT);
            }
            double middle = (begin + end) / 2;
            svg.text(middle, Plot.TOP + Plot.HEIGHT + 20, Anchor.MIDDLE, group.name());
            svg.text(middle, Plot.TOP + Plot.HEIGHT + 38, Anchor.MIDDLE, counts(group), " font-size=\"12\"");
            for (int i = 0; i < group.boxes().size(); i++) {
                double x = middle + (i - (group.boxes().size() - 1) / 2.0) * SLOT * Math.min(stretch, 2);
                draw(svg, group.boxes().get(i), x, plot.y());
            }
            begin = end;
        }
        return svg.toString();
    }

    private static double room(Group group) {
        return Math.max(group.boxes().size() * SLOT + BETWEEN_GROUPS, Svg.width(group.name()) + 12);
    }

    private DoubleStream values() {
        return groups.stream()
                .flatMap(group -> group.boxes().stream())
                .flatMap(box -> box.values().stream())
                .mapToDouble(Double::doubleValue);
    }

    /** How many values its boxes have. */
    private static String counts(Group group) {
        int[] counts = group.boxes().stream()
                .mapToInt(box -> box.values().size())
                .sorted()
                .distinct()
                .toArray();
        return counts.length == 1 ? "n = " + counts[0] : "n = %d to %d".formatted(counts[0], counts[counts.length - 1]);
    }

    private static void draw(Svg svg, Box box, double x, Axis y) {
        double[] sorted =
                box.values().stream().mapToDouble(Double::doubleValue).sorted().toArray();
        double low = quantile(sorted, 0.25);
        double high = quantile(sorted, 0.75);
        double reach = WHISKERS * (high - low);
        double[] within = Arrays.stream(sorted)
                .filter(value -> value >= low - reach && value <= high + reach)
                .toArray();
        String colour = box.style().colour();
        svg.rectangle(colour, 0.25, x - BOX / 2, y.at(high), BOX, y.at(low) - y.at(high));
        svg.stroke(
                "",
                colour,
                1.5,
                "",
                rectangle(x, y.at(high), y.at(low))
                        + Svg.point('M', x, y.at(high))
                        + Svg.point('L', x, y.at(within[within.length - 1]))
                        + Svg.point('M', x, y.at(low))
                        + Svg.point('L', x, y.at(within[0])).strip());
        double median = y.at(quantile(sorted, 0.5));
        svg.stroke(
                "",
                colour,
                3,
                "",
                Svg.point('M', x - BOX / 2, median)
                        + Svg.point('L', x + BOX / 2, median).strip());
        for (double value : sorted) {
            if (value < within[0] || value > within[within.length - 1]) {
                svg.stroke("", colour, 1, "", Marker.PLUS.at(x, y.at(value)));
            }
        }
        svg.marker(box.style(), x, y.at(Arrays.stream(sorted).average().orElse(Double.NaN)));
    }

    private static String rectangle(double x, double top, double bottom) {
        return Svg.point('M', x - BOX / 2, top)
                + Svg.point('L', x + BOX / 2, top)
                + Svg.point('L', x + BOX / 2, bottom)
                + Svg.point('L', x - BOX / 2, bottom)
                + "Z ";
    }

    /** With straight lines between the values. */
    private static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
