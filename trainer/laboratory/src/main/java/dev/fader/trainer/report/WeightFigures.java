package dev.fader.trainer.report;

import dev.fader.trainer.mixing.SongWeights;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Pictures of a mixer's weights in a song: W where it is the same throughout, else mean and deviation of W_k. */
final class WeightFigures {

    private static final String BOXES =
            " Bold: the largest of an output; dotted: below −0.3; dashed: the mixture's same side.";
    private static final double CHANGES = 1e-6;

    private WeightFigures() {}

    /** @param mixer its name */
    static List<Figure> of(String mixer, SongWeights weights) {
        double[][] deviation = weights.deviation();
        boolean constant = true;
        for (double[] row : deviation) {
            for (double value : row) {
                constant &= value < CHANGES;
            }
        }
        List<Figure> figures = new ArrayList<>();
        if (constant) {
            figures.add(figure(mixer, weights, "W", "Weights W of " + mixer + "." + BOXES, weights.mean(), true));
            return figures;
        }
        String of = " of W_k over the %d segments of %s, by %s."
                .formatted(weights.segments().size(), weights.song(), mixer);
        figures.add(figure(mixer, weights, "mean of W_k", "Mean" + of + BOXES, weights.mean(), true));
        figures.add(figure(mixer, weights, "deviation of W_k", "Standard deviation" + of, deviation, false));
        return figures;
    }

    private static Figure figure(
            String mixer, SongWeights weights, String kind, String caption, double[][] values, boolean marked) {
        String title = kind.equals("W") ? mixer : weights.song() + ", " + kind;
        return new Figure(
                ("weights-" + mixer + "-" + weights.song() + "-" + kind)
                        .replaceAll("[^A-Za-z0-9.-]+", "_")
                        .toLowerCase(Locale.ROOT),
                caption,
                new MatrixChart(title, weights.inputs(), weights.outputs(), marked).svg(values));
    }
}
