package dev.fader.trainer.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PairedTestTest {

    @Test
    void ofFiveDifferencesOfOneSignTwoOfThirtyTwoArrangementsAreAsFar() {
        PairedTest test = PairedTest.of(1, 2, 3, 4, 5);

        assertThat(test.exact()).isTrue();
        assertThat(test.p()).isEqualTo(2 / 32.0);
        assertThat(test.difference().middle()).isEqualTo(3);
    }

    @Test
    void ofMixedSignsAllThatAreAsFarCountOnBothSides() {
        // |±1 ±2 ±3| is 6, 0, 2 or 4; the one found is 2
        assertThat(PairedTest.of(1, -2, 3).p()).isEqualTo(6 / 8.0);
        assertThat(PairedTest.of(0, 0, Double.NaN).p()).isEqualTo(1);
        assertThat(PairedTest.of().p()).isNaN();
    }

    @Test
    void drawnSignsAgreeWithAllSigns() {
        SplittableRandom random = new SplittableRandom(8);
        double[] twenty = random.doubles(20).map(value -> value - 0.35).toArray();
        // a pair without a difference changes nothing but the way of counting
        double[] more = Arrays.copyOf(twenty, 21);

        assertThat(PairedTest.of(more).exact()).isFalse();
        assertThat(PairedTest.of(more).p()).isCloseTo(PairedTest.of(twenty).p(), within(0.005));
        assertThat(PairedTest.of(more)).isEqualTo(PairedTest.of(more));
    }

    @Test
    void holmsCorrectionMultipliesTheLeastByTheNumberOfTests() {
        assertThat(PairedTest.holm(0.04, 0.01, Double.NaN, 0.03)).containsExactly(0.06, 0.03, Double.NaN, 0.06);
        assertThat(PairedTest.holm(0.9, 0.8)).containsExactly(1, 1);
    }
}
