package dev.fader.trainer.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/**
 * A matrix of weights as MDX-Mixer's paper draws it (its Figs. 4 to 6): a row for each input channel, a column for each
 * output. Red is positive and blue negative; a bold box marks the largest weight of an output, a dotted one a weight below
 * −0.3, a dashed one that of the mixture's same side.
 *
 * @param title above it
 * @param rows names of the inputs
 * @param columns names of the outputs
 * @param marked whether boxes are drawn
 */
record MatrixChart(String title, List<String> rows, List<String> columns, boolean marked) {

    private static final int LEAST_CELL_WIDTH = 62;
    private static final int CELL_HEIGHT = 24;
    private static final int LEAST_LEFT = 150;
    private static final int TOP = 60;
    private static final int MARGIN = 20;
    private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 14);
    private static final Font LABELS = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    private static final double NEGATIVE = -0.3;
    private static final Color BOLD = new Color(0x222222);
    private static final String MIXTURE = "mixture";

    /** Where the cells are: as far from the left, and as wide, as the names need. */
    private record Grid(int left, int cellWidth) {

        int x(int column) {
            return left + column * cellWidth;
        }

        int y(int row) {
            return TOP + row * CELL_HEIGHT;
        }
    }

    /** @param values (rows, columns). @return PNG */
    byte[] png(double[][] values) throws IOException {
        Grid grid = grid();
        int width = Math.max(grid.x(columns.size()) + MARGIN, widest(TITLE, List.of(title)) + MARGIN);
        int height = grid.y(rows.size()) + MARGIN;
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        graphics.setColor(BOLD);
        graphics.setFont(TITLE);
        graphics.drawString(title, 10, 22);
        graphics.setFont(LABELS);
        for (int o = 0; o < columns.size(); o++) {
            graphics.drawString(columns.get(o), grid.x(o) + 6, TOP - 8);
        }
        double largest = largest(values);
        for (int i = 0; i < rows.size(); i++) {
            graphics.setColor(BOLD);
            graphics.drawString(rows.get(i), 10, grid.y(i) + 16);
            for (int o = 0; o < columns.size(); o++) {
                cell(graphics, grid.x(o), grid.y(i), grid.cellWidth(), values[i][o] / largest, number(values[i][o]));
            }
        }
        if (marked) {
            marks(graphics, grid, values);
        }
        graphics.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    private Grid grid() {
        return new Grid(
                Math.max(LEAST_LEFT, widest(LABELS, rows) + MARGIN),
                Math.max(LEAST_CELL_WIDTH, widest(LABELS, columns) + 12));
    }

    private static int widest(Font font, List<String> texts) {
        FontRenderContext context = new FontRenderContext(null, true, false);
        return texts.stream()
                .mapToInt(text ->
                        (int) Math.ceil(font.getStringBounds(text, context).getWidth()))
                .max()
                .orElse(0);
    }

    /** @param share of the largest weight, with its sign */
    private static void cell(Graphics2D graphics, int x, int y, int width, double share, String number) {
        int faded = (int) Math.round(255 * (1 - Math.min(1, Math.abs(share)) * 0.8));
        graphics.setColor(share < 0 ? new Color(faded, faded, 255) : new Color(255, faded, faded));
        graphics.fillRect(x, y, width - 1, CELL_HEIGHT - 1);
        graphics.setColor(BOLD);
        graphics.drawString(number, x + 12, y + 16);
    }

    private static String number(double value) {
        // what is rounded to nothing has no sign
        double rounded = Math.rint(value * 100) / 100 + 0.0;
        return String.format(Locale.ROOT, "%.2f", rounded).replace('-', '−');
    }

    private void marks(Graphics2D graphics, Grid grid, double[][] values) {
        for (int o = 0; o < columns.size(); o++) {
            int best = 0;
            for (int i = 0; i < rows.size(); i++) {
                best = values[i][o] > values[best][o] ? i : best;
                if (values[i][o] < NEGATIVE) {
                    box(graphics, grid, i, o, new float[] {2, 3}, 1.5f);
                }
                if (rows.get(i).startsWith(MIXTURE) && side(rows.get(i)) == side(columns.get(o))) {
                    box(graphics, grid, i, o, new float[] {7, 4}, 1.5f);
                }
            }
            if (values[best][o] > 0) {
                box(graphics, grid, best, o, new float[] {1, 0}, 2.5f);
            }
        }
    }

    private static char side(String channel) {
        return channel.charAt(channel.length() - 1);
    }

    private static void box(Graphics2D graphics, Grid grid, int i, int o, float[] dashes, float width) {
        graphics.setColor(BOLD);
        graphics.setStroke(new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, dashes, 0));
        graphics.drawRect(grid.x(o) + 1, grid.y(i) + 1, grid.cellWidth() - 4, CELL_HEIGHT - 4);
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
