package dev.fader.trainer.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RareLinesTest {

    private final List<String> printed = new ArrayList<>();
    private long seconds;
    private final RareLines lines = new RareLines(printed::add, () -> seconds * 1_000_000_000L);

    @Test
    void aLongCommandWritesALineAMinuteAndAShortOneSome() {
        for (seconds = 0; seconds < 600; seconds++) {
            lines.accept("step " + seconds);
        }

        assertThat(printed.subList(0, 5)).containsExactly("step 0", "step 1", "step 3", "step 7", "step 15");
        assertThat(printed).hasSize(6 + 1 + 8);
    }

    @Test
    void whatDoesNotChangeIsNotSaidAgain() {
        for (seconds = 0; seconds < 600; seconds++) {
            lines.accept("reading");
        }

        assertThat(printed).containsExactly("reading");
    }
}
