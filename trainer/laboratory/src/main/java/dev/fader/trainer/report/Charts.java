package dev.fader.trainer.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.BoxChart;
import org.knowm.xchart.BoxChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.internal.chartpart.IChart;
import org.knowm.xchart.style.BoxStyler.BoxplotCalCulationMethod;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Plots in the report's look. */
final class Charts {

    private static final int WIDTH = 760;
    private static final int HEIGHT = 420;
    /** Wide enough that no label is left out. */
    private static final int BOX_WIDTH = 34;

    /** A box chart's labels stand below it. */
    private static final int BOXES_HEIGHT = 480;

    private Charts() {}

    /** A line of a plot. @param column whose colour it has, in every plot; @param dashed for what stands beside it */
    record Line(String name, String column, List<Double> x, List<Double> y, boolean dashed) {}

    /** Values of one box. */
    record Box(String name, List<Double> values) {}

    static byte[] lines(String title, String xTitle, String yTitle, List<Line> lines) throws IOException {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle(xTitle)
                .yAxisTitle(yTitle)
                .build();
        chart.getStyler().setLegendPosition(LegendPosition.OutsideE).setChartBackgroundColor(Color.WHITE);
        for (Line line : lines) {
            if (!line.x().isEmpty()) {
                XYSeries series = chart.addSeries(line.name(), line.x(), line.y());
                series.setMarker(line.x().size() > 40 ? SeriesMarkers.NONE : SeriesMarkers.CIRCLE);
                series.setLineStyle(new BasicStroke(2));
                series.setLineColor(Palette.of(line.column()));
                series.setMarkerColor(Palette.of(line.column()));
                if (line.dashed()) {
                    series.setLineStyle(new BasicStroke(
                            1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {5, 5}, 0));
                }
            }
        }
        return png(chart);
    }

    static byte[] boxes(String title, String yTitle, List<Box> boxes) throws IOException {
        BoxChart chart = new BoxChartBuilder()
                .width(Math.max(WIDTH, BOX_WIDTH * boxes.size() + 160))
                .height(BOXES_HEIGHT)
                .title(title)
                .yAxisTitle(yTitle)
                .build();
        chart.getStyler().setLegendVisible(false).setChartBackgroundColor(Color.WHITE);
        chart.getStyler().setBoxplotCalCulationMethod(BoxplotCalCulationMethod.N_LESS_1_PLUS_1);
        chart.getStyler().setXAxisLabelRotation(90).setXAxisTickMarkSpacingHint(1);
        chart.getStyler().setBoxWidthFraction(0.6);
        boxes.forEach(box -> chart.addSeries(box.name(), box.values()));
        return png(chart);
    }

    private static byte[] png(IChart chart) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BitmapEncoder.saveBitmap(chart, bytes, BitmapFormat.PNG);
        return bytes.toByteArray();
    }
}
