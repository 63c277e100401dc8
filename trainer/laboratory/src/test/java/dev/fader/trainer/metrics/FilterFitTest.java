package dev.fader.trainer.metrics;

import static dev.fader.trainer.metrics.BlockSpectrum.TAPS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FilterFitTest {

    private static final int LENGTH = 5000;

    @Test
    void filtersThatMadeAnEstimateAreFoundAgain() {
        double[] first = noise(1);
        double[] second = noise(2);
        double[] estimate = new double[LENGTH];
        for (int i = 0; i < LENGTH - TAPS; i++) {
            estimate[i + 3] += 0.5 * first[i];
            estimate[i + 511] -= 2 * second[i];
        }
        // what the filters leave over the end is not in the estimate
        Arrays.fill(first, LENGTH - TAPS, LENGTH, 0);
        Arrays.fill(second, LENGTH - TAPS, LENGTH, 0);

        double[][] filters = fit(new double[][] {first, second}, estimate);

        double[][] expected = new double[2][TAPS];
        expected[0][3] = 0.5;
        expected[1][511] = -2;
        assertThat(filters[0]).containsExactly(expected[0], within(1e-9));
        assertThat(filters[1]).containsExactly(expected[1], within(1e-9));
    }

    @Test
    void equalReferencesShareTheFilterAndASilentOneHasNone() {
        double[] reference = noise(3);
        double[] estimate = reference.clone();

        double[][] filters = fit(new double[][] {reference, new double[LENGTH], reference.clone()}, estimate);

        double[] half = new double[TAPS];
        half[0] = 0.5;
        assertThat(filters[0]).containsExactly(half, within(1e-6));
        assertThat(filters[1]).containsOnly(0);
        assertThat(filters[2]).containsExactly(half, within(1e-6));
    }

    @Test
    void theFactorSolvesTheSystemThatTheMatrixMultiplies() {
        LagCorrelations correlations = correlations(new double[][] {noise(4), noise(5), noise(6)}, noise(7));
        BlockToeplitz matrix = new BlockToeplitz(correlations.references(), 0);
        double[] solution = new Random(8).doubles(matrix.order(), -1, 1).toArray();
        double[] found = matrix.times(solution);

        ToeplitzCholesky.factor(matrix, 0).orElseThrow().solve(found);

        assertThat(found).containsExactly(solution, within(1e-9));
    }

    @Test
    void aMatrixThatIsNotPositiveDefiniteHasNoFactor() {
        double[] reference = noise(9);
        LagCorrelations correlations = correlations(new double[][] {reference, reference}, reference);

        assertThat(ToeplitzCholesky.factor(new BlockToeplitz(correlations.references(), 0), 0))
                .isEmpty();
    }

    private static double[][] fit(double[][] references, double[] estimate) {
        LagCorrelations correlations = correlations(references, estimate);
        double[][] products = Arrays.stream(correlations.estimates())
                .map(byEstimate -> byEstimate[0])
                .toArray(double[][]::new);
        return new FilterFit(correlations.references(), 0).filters(products);
    }

    private static LagCorrelations correlations(double[][] references, double[] estimate) {
        double[][] estimates = new double[references.length][];
        Arrays.fill(estimates, estimate);
        return LagCorrelations.of(SourceImages.mono(references), SourceImages.mono(estimates));
    }

    private static double[] noise(int seed) {
        return new Random(seed).doubles(LENGTH, -1, 1).toArray();
    }
}
