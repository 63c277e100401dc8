package dev.fader.trainer.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * BSS Eval window by window.
 *
 * @param frames in the order of time; all of a frame is NaN where a reference or an estimate is silent
 */
public record FramedScores(List<BssScores> frames) {

    public FramedScores {
        frames = List.copyOf(frames);
    }

    /** The same with none where it says so. @param skipped takes a frame's place */
    public FramedScores without(IntPredicate skipped) {
        return new FramedScores(IntStream.range(0, frames.size())
                .mapToObj(
                        t -> skipped.test(t) ? BssScores.undefined(frames.get(t).sdr().length) : frames.get(t))
                .toList());
    }

    /** How many frames have no scores. */
    public int undefined() {
        return (int)
                frames.stream().filter(frame -> Double.isNaN(frame.sdr()[0])).count();
    }

    /** One metric's track by source, (K, frames). @param metric such as {@code BssScores::sdr} */
    public double[][] track(Function<BssScores, double[]> metric) {
        double[][] track = new double[frames.getFirst().sdr().length][frames.size()];
        for (int t = 0; t < frames.size(); t++) {
            double[] values = metric.apply(frames.get(t));
            for (int k = 0; k < values.length; k++) {
                track[k][t] = values[k];
            }
        }
        return track;
    }

    /** The median of a metric over the frames that have one, by source; NaN if none has. */
    public double[] median(Function<BssScores, double[]> metric) {
        return Arrays.stream(track(metric)).mapToDouble(FramedScores::median).toArray();
    }

    /** The median of the values that are numbers or infinite, as museval's; NaN if there is none. */
    public static double median(double[] values) {
        double[] sorted = Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        if (sorted.length == 0) {
            return Double.NaN;
        }
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
