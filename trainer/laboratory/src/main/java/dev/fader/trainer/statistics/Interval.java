package dev.fader.trainer.statistics;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The mean of some values and its 95 % interval by the percentile bootstrap: the middle 95 % of the means of samples drawn
 * from the values with replacement. Values are of songs, since the seconds and sources of a song are not independent. The
 * draws are the same for the same values.
 *
 * @param mean of the values that are numbers; NaN if there is none
 * @param low NaN if there are fewer than two
 * @param high likewise
 * @param count of the values that are numbers
 */
public record Interval(double mean, double low, double high, int count) {

    private static final int SAMPLES = 2_000;
    private static final double OUTSIDE = 0.025;
    private static final long SEED = 1;

    public static Interval of(double... values) {
        double[] numbers = Arrays.stream(values).filter(Double::isFinite).toArray();
        double mean = Arrays.stream(numbers).average().orElse(Double.NaN);
        if (numbers.length < 2) {
            return new Interval(mean, Double.NaN, Double.NaN, numbers.length);
        }
        SplittableRandom random = new SplittableRandom(SEED);
        double[] means = new double[SAMPLES];
        for (int s = 0; s < SAMPLES; s++) {
            double sum = 0;
            for (int i = 0; i < numbers.length; i++) {
                sum += numbers[random.nextInt(numbers.length)];
            }
            means[s] = sum / numbers.length;
        }
        Arrays.sort(means);
        int out = (int) Math.floor(OUTSIDE * SAMPLES);
        return new Interval(mean, means[out], means[SAMPLES - 1 - out], numbers.length);
    }
}
