package dev.fader.trainer.statistics;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Whether paired values differ: the permutation test of Fisher (1935). If two models were alike, each song's difference could
 * as well have the other sign; p is the share of all signs whose mean difference is at least as far from 0 as the one found.
 * Up to {@value #EXACT_PAIRS} pairs all signs are tried; of more, 100,000 are drawn, always the same.
 *
 * @param difference mean of the second less the first, with its interval
 * @param p two-sided; NaN without a pair
 * @param exact whether all signs were tried
 */
public record PairedTest(Interval difference, double p, boolean exact) {

    private static final int EXACT_PAIRS = 20;
    private static final int DRAWS = 100_000;
    private static final long SEED = 1;
    /** Sums of the same numbers in another order differ by rounding. */
    private static final double ROUNDING = 1e-9;

    /** @param differences of pairs; those that are no numbers are left out */
    public static PairedTest of(double... differences) {
        double[] numbers = Arrays.stream(differences).filter(Double::isFinite).toArray();
        Interval interval = Interval.of(numbers);
        if (numbers.length == 0) {
            return new PairedTest(interval, Double.NaN, true);
        }
        double found = Math.abs(Arrays.stream(numbers).sum());
        double size = Arrays.stream(numbers).map(Math::abs).sum();
        double least = found - ROUNDING * size;
        return numbers.length <= EXACT_PAIRS
                ? new PairedTest(interval, exact(numbers, least), true)
                : new PairedTest(interval, drawn(numbers, least), false);
    }

    /** The last sign stays: both signs of a sum are as far from 0. */
    private static double exact(double[] numbers, double least) {
        int free = numbers.length - 1;
        double sum = Arrays.stream(numbers).sum();
        boolean[] turned = new boolean[numbers.length];
        long asFar = 0;
        long all = 1L << free;
        for (long i = 0; i < all; i++) {
            asFar += Math.abs(sum) >= least ? 1 : 0;
            // one sign changes from each number of a Gray code to the next
            int turn = Long.numberOfTrailingZeros(i + 1);
            if (turn < free) {
                sum += turned[turn] ? 2 * numbers[turn] : -2 * numbers[turn];
                turned[turn] = !turned[turn];
            }
        }
        return (double) asFar / all;
    }

    private static double drawn(double[] numbers, double least) {
        SplittableRandom random = new SplittableRandom(SEED);
        int asFar = 1;
        for (int draw = 0; draw < DRAWS; draw++) {
            double sum = 0;
            for (double number : numbers) {
                sum += random.nextBoolean() ? number : -number;
            }
            asFar += Math.abs(sum) >= least ? 1 : 0;
        }
        return asFar / (DRAWS + 1.0);
    }

    /** Holm's correction for several tests at once, in their order. @param p NaN where there was no test */
    public static double[] holm(double... p) {
        Integer[] rising = new Integer[p.length];
        Arrays.setAll(rising, i -> i);
        Arrays.sort(rising, (a, b) -> Double.compare(p[a], p[b]));
        long tests = Arrays.stream(p).filter(Double::isFinite).count();
        double[] corrected = new double[p.length];
        double largest = 0;
        for (int rank = 0; rank < p.length; rank++) {
            double value = p[rising[rank]];
            largest = Math.max(largest, Math.min(1, (tests - rank) * value));
            corrected[rising[rank]] = Double.isFinite(value) ? largest : Double.NaN;
        }
        return corrected;
    }
}
