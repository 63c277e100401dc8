package dev.fader.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NumbersTest {

    @Test
    void thePercentileIsTheSmallestValueThatSoManyDoNotExceed() {
        List<Double> hundred =
                IntStream.rangeClosed(1, 100).mapToObj(Double::valueOf).toList();

        assertThat(Numbers.percentile(hundred, 99)).isEqualTo(99);
        assertThat(Numbers.percentile(hundred, 50)).isEqualTo(50);
        assertThat(Numbers.percentile(List.of(7.0, 3.0), 99)).isEqualTo(7);
        assertThat(Numbers.percentile(List.of(), 99)).isNaN();
    }

    @Test
    void theMedianOfThreeRoundsIsTheOneInTheMiddle() {
        assertThat(Numbers.median(List.of(9.0, 1.0, 5.0))).isEqualTo(5);
    }
}
