package dev.fader.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryFiguresTest {

    private static final long MIB = 1 << 20;

    @Test
    void theLastTenthIsComparedWithTheSecond() {
        List<Long> bytes = new ArrayList<>();
        for (long tenth = 0; tenth < 10; tenth++) {
            // a warm-up, then 100 MiB, and a little more at the end
            long mib = tenth == 0 ? 50 : tenth < 9 ? 100 : 103;
            // one outlier in each tenth
            bytes.addAll(List.of(mib * MIB, mib * MIB, 900 * MIB));
        }

        MemoryFigures figures = MemoryFigures.of(1000, bytes);

        assertThat(figures.samples()).isEqualTo(30);
        assertThat(figures.earlyMib()).isEqualTo(100);
        assertThat(figures.lateMib()).isEqualTo(103);
        assertThat(figures.change()).isCloseTo(0.03, within(1e-9));
    }

    @Test
    void aMedianOfAnEvenNumberIsTheMiddleOfTwo() {
        List<Long> bytes = new ArrayList<>(Collections.nCopies(18, 100 * MIB));
        bytes.addAll(List.of(110 * MIB, 130 * MIB));

        assertThat(MemoryFigures.of(10, bytes).lateMib()).isEqualTo(120);
    }

    @Test
    void tooFewSamplesHaveNoTenths() {
        assertThatThrownBy(() -> MemoryFigures.of(1, Collections.nCopies(9, MIB)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
