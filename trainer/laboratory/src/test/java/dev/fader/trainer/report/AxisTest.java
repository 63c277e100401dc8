package dev.fader.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AxisTest {

    @Test
    void ticksAreRoundNumbersThatHoldAllValues() {
        Axis axis = Axis.of(-3.2, 17.9, 0, 0, 100);

        assertThat(axis.ticks()).containsExactly(-5.0, 0.0, 5.0, 10.0, 15.0, 20.0);
        assertThat(axis.ticks()).map(axis::label).containsExactly("−5", "0", "5", "10", "15", "20");
        assertThat(axis.at(-5)).isEqualTo(0);
        assertThat(axis.at(20)).isEqualTo(100);
    }

    @Test
    void smallStepsHaveTheDigitsThatTellThemApart() {
        Axis axis = Axis.of(0.01, 0.09, 0, 0, 100);

        assertThat(axis.ticks()).map(axis::label).contains("0.02", "0.04").doesNotHaveDuplicates();
    }

    @Test
    void oneValueAndNoneStillHaveRoom() {
        assertThat(Axis.of(3, 3, 0, 0, 100).at(3)).isBetween(1.0, 99.0);
        assertThat(Axis.of(Double.NaN, Double.NaN, 0, 0, 100).ticks()).hasSizeGreaterThan(1);
    }
}
