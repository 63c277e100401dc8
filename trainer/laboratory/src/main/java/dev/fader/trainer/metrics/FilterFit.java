package dev.fader.trainer.metrics;

import static dev.fader.trainer.metrics.BlockSpectrum.TAPS;

import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Least-squares filters of {@value BlockSpectrum#TAPS} taps from some reference channels to an estimate's channel: the
 * solution of {@code G·h = d}, which is the projection on the delayed references (Vincent et al. 2006).
 *
 * <p>G is singular where references repeat each other or are shorter than the filters, and nearly so where they lack a
 * part of the spectrum. So the factor is that of {@code G + shift·I}, with a shift as large as the rounding errors of G's
 * eigenvalues, and a few conjugate gradients with it as preconditioner lead back to G wherever G says anything.
 */
final class FilterFit {

    private static final double ROUNDING = Math.ulp(1.0);

    /** Enough to undo the shift, and too few to fit rounding errors. */
    private static final int REFINEMENTS = 3;

    private final int[] sounding;
    private final BlockToeplitz matrix;
    private final ToeplitzCholesky factor;

    /**
     * @param lags of the reference channels, (channels, channels, taps)
     * @param ridge added to G's diagonal
     */
    FilterFit(double[][][] lags, double ridge) {
        // a channel that is zero throughout has no filter
        sounding =
                IntStream.range(0, lags.length).filter(a -> lags[a][a][0] > 0).toArray();
        if (sounding.length == 0) {
            throw new IllegalArgumentException("all reference channels are silent: there is nothing to fit to");
        }
        matrix = new BlockToeplitz(select(lags), ridge);
        factor = factor(matrix);
    }

    private static ToeplitzCholesky factor(BlockToeplitz matrix) {
        double shift = ROUNDING * matrix.trace();
        Optional<ToeplitzCholesky> factor = ToeplitzCholesky.factor(matrix, shift);
        while (factor.isEmpty()) {
            shift *= 10;
            factor = ToeplitzCholesky.factor(matrix, shift);
        }
        return factor.get();
    }

    private double[][][] select(double[][][] lags) {
        double[][][] selected = new double[sounding.length][sounding.length][];
        for (int a = 0; a < sounding.length; a++) {
            for (int b = 0; b < sounding.length; b++) {
                selected[a][b] = lags[sounding[a]][sounding[b]];
            }
        }
        return selected;
    }

    /**
     * @param products of each reference channel with the estimate's channel, by lag, (channels, taps)
     * @return filters, (channels, taps)
     */
    double[][] filters(double[][] products) {
        double[] wanted = new double[matrix.order()];
        for (int a = 0; a < sounding.length; a++) {
            for (int t = 0; t < TAPS; t++) {
                wanted[t * sounding.length + a] = products[sounding[a]][t];
            }
        }
        double[] found = solve(wanted);
        double[][] filters = new double[products.length][TAPS];
        for (int a = 0; a < sounding.length; a++) {
            for (int t = 0; t < TAPS; t++) {
                filters[sounding[a]][t] = found[t * sounding.length + a];
            }
        }
        return filters;
    }

    /** Conjugate gradients, preconditioned by the factor. */
    private double[] solve(double[] wanted) {
        double[] solution = new double[wanted.length];
        double[] residual = wanted.clone();
        double[] direction = new double[wanted.length];
        double goal = ROUNDING * norm(wanted);
        double previous = 0;
        for (int i = 0; i < REFINEMENTS && norm(residual) > goal; i++) {
            double[] step = residual.clone();
            factor.solve(step);
            double product = dot(residual, step);
            addScaled(step, i == 0 ? 0 : product / previous, direction);
            previous = product;
            double[] image = matrix.times(direction);
            double curvature = dot(direction, image);
            if (!(curvature > 0)) {
                break;
            }
            double length = product / curvature;
            for (int j = 0; j < solution.length; j++) {
                solution[j] += length * direction[j];
                residual[j] -= length * image[j];
            }
        }
        return solution;
    }

    /** {@code y = x + factor·y}. */
    private static void addScaled(double[] x, double factor, double[] y) {
        for (int i = 0; i < y.length; i++) {
            y[i] = x[i] + factor * y[i];
        }
    }

    private static double norm(double[] x) {
        return Math.sqrt(dot(x, x));
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
