package dev.fader.trainer.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RemixQualityTest {

    @Test
    void aRemixAtHalfLevelLosesSdrAndScaleDependentSdrButNotScaleInvariantSdr() {
        RemixQuality quality = RemixQuality.of(new double[] {2, 0, -2}, new double[] {1, 0, -1});

        assertThat(quality.sdrDb()).isCloseTo(10 * Math.log10(4), within(1e-9));
        assertThat(quality.sdSdrDb()).isCloseTo(0, within(1e-9));
        assertThat(quality.minSdrDb()).isEqualTo(quality.sdSdrDb());
        assertThat(quality.siSdrDb()).isNotNaN().isGreaterThan(150);
    }

    @Test
    void noiseBesideTheTargetCountsInEveryRatio() {
        RemixQuality quality = RemixQuality.of(new double[] {3, 0}, new double[] {3, 1});

        double expected = 10 * Math.log10(9);
        assertThat(quality.sdrDb()).isCloseTo(expected, within(1e-9));
        assertThat(quality.sdSdrDb()).isCloseTo(expected, within(1e-9));
        assertThat(quality.siSdrDb()).isCloseTo(expected, within(1e-9));
    }

    @Test
    void silenceAndPerfectionStayFinite() {
        RemixQuality silent = RemixQuality.of(new double[] {0, 0}, new double[] {0, 0});
        RemixQuality perfect = RemixQuality.of(new double[] {1, 2}, new double[] {1, 2});

        assertThat(silent.minSdrDb()).isEqualTo(-200);
        assertThat(perfect.minSdrDb()).isCloseTo(10 * Math.log10(5e20), within(1e-9));
    }

    @Test
    void signalsOfDifferentLengthAreRefused() {
        assertThatThrownBy(() -> RemixQuality.of(new double[3], new double[2]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the target has 3 samples, the estimate 2");
    }
}
