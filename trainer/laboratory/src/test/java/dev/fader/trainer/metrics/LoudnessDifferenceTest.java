package dev.fader.trainer.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LoudnessDifferenceTest {

    private static final double[][] STEMS = {{1, 0, 0, 1}, {0, 1, 0, 1}};

    @Test
    void levelsOfStemsThatOverlapAreFoundTogether() {
        double[] levels = new StemLevels(STEMS).in(new double[] {0.5, 2, 7, 2.5});

        assertThat(levels).containsExactly(new double[] {0.5, 2}, within(1e-12));
    }

    @Test
    void aSilentStemHasLevelZeroAndEqualStemsShareTheirs() {
        double[] levels = new StemLevels(new double[][] {{1, 2}, {0, 0}, {1, 2}}).in(new double[] {3, 6});

        assertThat(levels).containsExactly(new double[] {1.5, 0, 1.5}, within(1e-12));
    }

    @Test
    void nearlyParallelStemsKeepTheirDigits() {
        double[][] stems = {{1, 0}, {1, 1e-9}};

        double[] levels = new StemLevels(stems).in(new double[] {5, 3e-9});

        assertThat(levels).containsExactly(new double[] {2, 3}, within(1e-5));
    }

    @Test
    void aLevelTwiceAsHighIsSixDecibelsAway() {
        LoudnessDifference difference = LoudnessDifference.between(new double[] {1, 1}, new double[] {2, 1});

        assertThat(difference.perSourceDb()).containsExactly(new double[] {20 * Math.log10(2), 0}, within(1e-12));
        assertThat(difference.db()).isCloseTo(10 * Math.log10(2), within(1e-12));
        assertThat(difference.withoutLevel()).isZero();
    }

    @Test
    void aSourceWithInvertedPolarityHasNoLevelAndIsCountedNotAveraged() {
        LoudnessDifference difference = LoudnessDifference.between(new double[] {1, 2}, new double[] {-1, 4});

        assertThat(difference.withoutLevel()).isEqualTo(1);
        assertThat(difference.db()).isCloseTo(20 * Math.log10(2), within(1e-12));
    }
}
