package dev.fader.trainer.report;

import dev.fader.trainer.report.Svg.Anchor;
import java.util.List;
import java.util.Locale;

/**
 * A matrix of weights as MDX-Mixer's paper draws it (its Figs. 4 to 6): a row for each input channel, a column for each
 * output. Red is positive and blue negative; a bold box marks the largest weight of an output, a dotted one a weight below
 * −0.3, a dashed one that of the mixture's same side.
 *
 * @param title for those who cannot see it
 * @param rows names of the inputs
 * @param columns names of the outputs
 * @param marked whether boxes are drawn
 */
record MatrixChart(String title, List<String> rows, List<String> columns, boolean marked) {

    private static final double LEAST_CELL_WIDTH = 62;
    private static final double CELL_HEIGHT = 24;
    private static final double TOP = 28;
    private static final double MARGIN = 12;
    private static final double NEGATIVE = -0.3;
    private static final double DEEPEST = 0.8;
    private static final String BOX = "#222222";
    private static final String POSITIVE_COLOUR = "#d62728";
    private static final String NEGATIVE_COLOUR = "#1f77b4";
    private static final String MIXTURE = "mixture";

    /** Where the cells are: as far from the left, and as wide, as the names need. */
    private record Grid(double left, double cellWidth) {

        double x(int column) {
            return left + column * cellWidth;
        }

        double y(int row) {
            return TOP + row * CELL_HEIGHT;
        }
    }

    /** @param values (rows, columns) */
    String svg(double[][] values) {
        Grid grid = new Grid(widest(rows) + 2 * MARGIN, Math.max(LEAST_CELL_WIDTH, widest(columns) + MARGIN));
        Svg svg = new Svg(grid.x(columns.size()) + MARGIN, grid.y(rows.size()) + MARGIN, title);
        double largest = largest(values);
        for (int o = 0; o < columns.size(); o++) {
            svg.text(grid.x(o) + grid.cellWidth() / 2, TOP - 8, Anchor.MIDDLE, columns.get(o));
        }
        for (int i = 0; i < rows.size(); i++) {
            svg.text(MARGIN, grid.y(i) + 17, Anchor.START, rows.get(i));
            for (int o = 0; o < columns.size(); o++) {
                double share = values[i][o] / largest;
                svg.rectangle(
                        share < 0 ? NEGATIVE_COLOUR : POSITIVE_COLOUR,
                        Math.min(1, Math.abs(share)) * DEEPEST,
                        grid.x(o),
                        grid.y(i),
                        grid.cellWidth() - 1,
                        CELL_HEIGHT - 1);
                svg.text(grid.x(o) + grid.cellWidth() / 2, grid.y(i) + 17, Anchor.MIDDLE, number(values[i][o]));
            }
        }
        if (marked) {
            marks(svg, grid, values);
        }
        return svg.toString();
    }

    private static double widest(List<String> texts) {
        return texts.stream().mapToDouble(Svg::width).max().orElse(0);
    }

    private static String number(double value) {
        // what is rounded to nothing has no sign
        double rounded = Math.rint(value * 100) / 100 + 0.0;
        return String.format(Locale.ROOT, "%.2f", rounded).replace('-', '−');
    }

    private void marks(Svg svg, Grid grid, double[][] values) {
        for (int o = 0; o < columns.size(); o++) {
            int best = 0;
            for (int i = 0; i < rows.size(); i++) {
                best = values[i][o] > values[best][o] ? i : best;
                if (values[i][o] < NEGATIVE) {
                    box(svg, grid, i, o, "2 3", 1.5);
                }
                if (rows.get(i).startsWith(MIXTURE) && side(rows.get(i)) == side(columns.get(o))) {
                    box(svg, grid, i, o, "7 4", 1.5);
                }
            }
            if (values[best][o] > 0) {
                box(svg, grid, best, o, "", 2.5);
            }
        }
    }

    private static char side(String channel) {
        return channel.charAt(channel.length() - 1);
    }

    private static void box(Svg svg, Grid grid, int i, int o, String dashes, double width) {
        svg.stroke(
                "ink",
                BOX,
                width,
                dashes,
                "M%s,%s h%s v%s h-%s Z"
                        .formatted(
                                Svg.n(grid.x(o) + 1.5),
                                Svg.n(grid.y(i) + 1.5),
                                Svg.n(grid.cellWidth() - 4),
                                Svg.n(CELL_HEIGHT - 4),
                                Svg.n(grid.cellWidth() - 4)));
    }

    private static double largest(double[][] values) {
        double largest = 1e-9;
        for (double[] row : values) {
            for (double value : row) {
                largest = Math.max(largest, Math.abs(value));
            }
        }
        return largest;
    }
}
