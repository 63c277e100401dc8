package dev.fader.trainer.evaluation;

import java.util.Arrays;

/**
 * How a value is distributed over songs.
 *
 * @param mean NaN if there is no value
 * @param std standard deviation, divided by the number of values
 * @param count of the values that are numbers; the others are left out
 */
public record Spread(double mean, double std, double median, int count) {

    /** @param values NaN where a song has none */
    public static Spread of(double... values) {
        double[] numbers =
                Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
        int count = numbers.length;
        if (count == 0) {
            return new Spread(Double.NaN, Double.NaN, Double.NaN, 0);
        }
        double mean = Arrays.stream(numbers).sum() / count;
        double squares = Arrays.stream(numbers)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        double median = (numbers[(count - 1) / 2] + numbers[count / 2]) / 2;
        return new Spread(mean, Math.sqrt(squares / count), median, count);
    }
}
