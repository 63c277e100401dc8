package dev.fader.trainer.statistics;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * The middle of some values and its 95 % interval by the percentile bootstrap: the middle 95 % of those of samples drawn
 * from the values with replacement. Values are of songs, since the seconds and sources of a song are not independent. The
 * draws are the same for the same values.
 *
 * @param middle mean or median of the values that are numbers; NaN if there is none
 * @param low NaN if there are fewer than two
 * @param high likewise
 * @param count of the values that are numbers
 */
public record Interval(double middle, double low, double high, int count) {

    private static final int SAMPLES = 2_000;
    private static final double OUTSIDE = 0.025;
    private static final long SEED = 1;

    public static Interval of(double... values) {
        return of(Interval::mean, values);
    }

    /** The same of the median. */
    public static Interval ofMedian(double... values) {
        return of(Interval::median, values);
    }

    private static Interval of(ToDoubleFunction<double[]> middle, double[] values) {
        double[] numbers = Arrays.stream(values).filter(Double::isFinite).toArray();
        if (numbers.length < 2) {
            return new Interval(numbers.length == 0 ? Double.NaN : numbers[0], Double.NaN, Double.NaN, numbers.length);
        }
        SplittableRandom random = new SplittableRandom(SEED);
        double[] middles = new double[SAMPLES];
        double[] drawn = new double[numbers.length];
        for (int s = 0; s < SAMPLES; s++) {
            for (int i = 0; i < drawn.length; i++) {
                drawn[i] = numbers[random.nextInt(numbers.length)];
            }
            middles[s] = middle.applyAsDouble(drawn);
        }
        Arrays.sort(middles);
        int out = (int) Math.floor(OUTSIDE * SAMPLES);
        return new Interval(middle.applyAsDouble(numbers), middles[out], middles[SAMPLES - 1 - out], numbers.length);
    }

    private static double mean(double[] numbers) {
        return Arrays.stream(numbers).sum() / numbers.length;
    }

    private static double median(double[] numbers) {
        double[] sorted = numbers.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
