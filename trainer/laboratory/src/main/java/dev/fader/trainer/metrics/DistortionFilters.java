package dev.fader.trainer.metrics;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The filters that explain estimates by references, fitted on whole signals.
 *
 * @param own from a source's own C channels to each channel of its estimate, (K, C out, C in, taps)
 * @param all from all KC reference channels to each channel of each estimate, (K, C out, KC in, taps)
 */
@SuppressWarnings("ArrayRecordComponent") // tables of numbers, never compared
record DistortionFilters(double[][][][] own, double[][][][] all) {

    /** @param ridge added to the diagonal of the Gram matrices */
    static DistortionFilters fit(LagCorrelations correlations, int sources, int channels, double ridge) {
        double[][][][] own = IntStream.range(0, sources)
                .parallel()
                .mapToObj(k -> fit(correlations, k * channels, (k + 1) * channels, k, channels, ridge))
                .toArray(double[][][][]::new);
        FilterFit fit = new FilterFit(correlations.references(), ridge);
        double[][][] all = IntStream.range(0, sources * channels)
                .parallel()
                .mapToObj(e -> fit.filters(column(correlations.estimates(), 0, sources * channels, e)))
                .toArray(double[][][]::new);
        double[][][][] bySource = IntStream.range(0, sources)
                .mapToObj(k -> Arrays.copyOfRange(all, k * channels, (k + 1) * channels))
                .toArray(double[][][][]::new);
        return new DistortionFilters(own, bySource);
    }

    /** Filters of the reference channels {@code [from, to)} to the channels of estimate k, (C, to − from, taps). */
    private static double[][][] fit(LagCorrelations correlations, int from, int to, int k, int channels, double ridge) {
        double[][][] lags = new double[to - from][][];
        for (int a = from; a < to; a++) {
            lags[a - from] = Arrays.copyOfRange(correlations.references()[a], from, to);
        }
        FilterFit fit = new FilterFit(lags, ridge);
        double[][][] filters = new double[channels][][];
        for (int c = 0; c < channels; c++) {
            filters[c] = fit.filters(column(correlations.estimates(), from, to, k * channels + c));
        }
        return filters;
    }

    private static double[][] column(double[][][] products, int from, int to, int estimate) {
        return Arrays.stream(products, from, to).map(row -> row[estimate]).toArray(double[][]::new);
    }
}
