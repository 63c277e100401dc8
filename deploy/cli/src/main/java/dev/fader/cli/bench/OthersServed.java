package dev.fader.cli.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/**
 * How others were served while something large was done.
 *
 * @param action what was asked for
 * @param answeredMs how soon that was answered
 * @param seconds until it was over
 * @param p50Ms of requests of others meanwhile
 * @param p99Ms of requests of others meanwhile
 * @param requests how many they were
 */
record OthersServed(String action, double answeredMs, double seconds, double p50Ms, double p99Ms, int requests) {

    private static final long BETWEEN_MILLIS = 10;

    /**
     * Asks, and measures one small request after the other until it is over.
     *
     * @param ask for what is large
     * @param over whether that is done
     * @param request a small one of somebody else
     */
    static OthersServed meanwhile(String action, Runnable ask, BooleanSupplier over, Runnable request)
            throws InterruptedException {
        long start = System.nanoTime();
        ask.run();
        double answered = millisSince(start);
        double[] millis = new double[1024];
        int requests = 0;
        do {
            long asked = System.nanoTime();
            request.run();
            if (requests == millis.length) {
                millis = Arrays.copyOf(millis, 2 * requests);
            }
            millis[requests++] = millisSince(asked);
            Thread.sleep(BETWEEN_MILLIS);
        } while (!over.getAsBoolean());
        double seconds = millisSince(start) / 1e3;
        double[] sorted = Arrays.copyOf(millis, requests);
        Arrays.sort(sorted);
        return new OthersServed(action, answered, seconds, quantile(sorted, 0.5), quantile(sorted, 0.99), requests);
    }

    private static double millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e6;
    }

    private static double quantile(double[] sorted, double share) {
        return sorted[Math.min(sorted.length - 1, (int) Math.ceil(share * sorted.length) - 1)];
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "%-9s answered in %7.1f ms, over in %5.1f s; %d requests of others: p50 %5.1f ms, p99 %5.1f ms",
                action,
                answeredMs,
                seconds,
                requests,
                p50Ms,
                p99Ms);
    }
}
