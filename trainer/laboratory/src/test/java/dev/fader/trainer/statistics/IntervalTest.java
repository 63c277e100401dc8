package dev.fader.trainer.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class IntervalTest {

    @Test
    void itIsAsWideAsTheNormalDistributionsWhereThereAreManyValues() {
        SplittableRandom random = new SplittableRandom(4);
        double[] values = random.doubles(400).map(value -> 10 + value).toArray();

        Interval interval = Interval.of(values);

        // of a uniform value: 1 / sqrt(12); 1.96 standard errors to either side
        double half = 1.96 / Math.sqrt(12) / Math.sqrt(400);
        assertThat(interval.middle() - interval.low()).isCloseTo(half, within(0.15 * half));
        assertThat(interval.high() - interval.middle()).isCloseTo(half, within(0.15 * half));
    }

    @Test
    void theSameValuesHaveTheSameIntervalAndWhatIsNoNumberIsLeftOut() {
        assertThat(Interval.of(1, 2, Double.NaN, 4))
                .isEqualTo(Interval.of(1, 2, 4))
                .satisfies(interval -> {
                    assertThat(interval.count()).isEqualTo(3);
                    assertThat(interval.low()).isLessThan(interval.middle());
                });
    }

    @Test
    void aMedianIsNotMovedByOneSongThatFails() {
        Interval interval = Interval.ofMedian(4, 5, 6, 5, 5, 4, 6, -80);

        assertThat(interval.middle()).isEqualTo(5);
        assertThat(interval.low()).isBetween(3.9, 5.0);
    }

    @Test
    void oneSongHasAMeanAndNoInterval() {
        assertThat(Interval.of(3).middle()).isEqualTo(3);
        assertThat(Interval.of(3).low()).isNaN();
        assertThat(Interval.of().middle()).isNaN();
    }
}
