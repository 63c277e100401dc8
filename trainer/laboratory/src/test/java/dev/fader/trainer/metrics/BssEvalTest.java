package dev.fader.trainer.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BssEvalTest {

    private static final int LENGTH = 9000;

    @Test
    void anEstimateThatIsTheSourceHasNoDistortionAtAll() {
        SourceImages sources = SourceImages.mono(new double[][] {noise(1), noise(2)});

        BssScores scores = BssEval.of(sources, sources).images();

        assertThat(scores.sdr()).containsOnly(Double.POSITIVE_INFINITY);
        assertThat(scores.isr()).doesNotContain(Double.NaN).satisfies(BssEvalTest::areRoundingErrors);
        assertThat(scores.sir()).doesNotContain(Double.NaN).satisfies(BssEvalTest::areRoundingErrors);
        assertThat(scores.sar()).doesNotContain(Double.NaN).satisfies(BssEvalTest::areRoundingErrors);
    }

    @Test
    void aDelayedSourceIsDistortionAsAnImageAndNoneAsASource() {
        double[] delayed = new double[LENGTH];
        double[] source = noise(1);
        System.arraycopy(source, 0, delayed, 100, LENGTH - 100);
        Arrays.fill(source, LENGTH - 100, LENGTH, 0);
        BssEval eval =
                BssEval.of(SourceImages.mono(new double[][] {source}), SourceImages.mono(new double[][] {delayed}));

        assertThat(eval.images().sdr()[0]).isLessThan(0);
        assertThat(eval.sources().sdr()[0]).isNotNaN().isGreaterThan(200);
    }

    @Test
    void aFrameInWhichOneSourceIsSilentHasNoScoresForAnyAndIsLeftOutOfTheMedian() {
        double[] silentInTheMiddle = noise(1);
        Arrays.fill(silentInTheMiddle, 3000, 6000, 0);
        double[][] estimates = {noise(3), noise(4)};
        BssEval eval = BssEval.of(
                SourceImages.mono(new double[][] {silentInTheMiddle, noise(2)}), SourceImages.mono(estimates));

        FramedScores frames = eval.frames(3000);

        assertThat(frames.undefined()).isEqualTo(1);
        assertThat(frames.frames().get(1).sdr()).containsOnly(Double.NaN);
        double[] track = frames.track(BssScores::sdr)[1];
        assertThat(frames.median(BssScores::sdr)[1]).isEqualTo((track[0] + track[2]) / 2);
    }

    @Test
    void aSourceThatIsSilentThroughoutMakesAllScoresUndefined() {
        BssEval eval = BssEval.of(
                SourceImages.mono(new double[][] {noise(1), new double[LENGTH]}),
                SourceImages.mono(new double[][] {noise(3), noise(4)}));

        assertThat(eval.images().sir()).containsOnly(Double.NaN);
        assertThat(eval.frames(3000).undefined()).isEqualTo(3);
        assertThat(eval.frames(3000).median(BssScores::sar)).containsOnly(Double.NaN);
    }

    @Test
    void estimatesOfAnotherShapeAreRefusedWithBothShapes() {
        assertThatThrownBy(() ->
                        BssEval.of(SourceImages.mono(new double[2][LENGTH]), SourceImages.mono(new double[3][LENGTH])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 × 1 × 9000")
                .hasMessageContaining("3 × 1 × 9000");
    }

    private static void areRoundingErrors(double[] ratiosDb) {
        assertThat(Arrays.stream(ratiosDb).min().orElse(0)).isNotNaN().isGreaterThan(200);
    }

    private static double[] noise(int seed) {
        return new Random(seed).doubles(LENGTH, -1, 1).toArray();
    }
}
