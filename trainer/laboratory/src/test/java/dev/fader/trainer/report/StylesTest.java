package dev.fader.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StylesTest {

    @Test
    void aColumnLooksTheSameInEveryFigure() {
        assertThat(new Styles().of(Column.CONSISTENT, Column.CONSISTENT))
                .isEqualTo(new Styles().of("seed 7", Column.CONSISTENT));
    }

    @Test
    void whatSharesAColumnIsToldApartByColourOrMarker() {
        Styles styles = new Styles();

        assertThat(IntStream.range(0, 40).mapToObj(run -> styles.of("rate " + run, Column.CONSISTENT)))
                .doesNotHaveDuplicates();
    }

    @Test
    void theMarkersDifferWhereColoursAreNotSeen() {
        Styles styles = new Styles();

        assertThat(IntStream.range(0, 5).mapToObj(run -> styles.of("rate " + run, "some network")))
                .extracting(Style::marker)
                .doesNotHaveDuplicates();
    }
}
