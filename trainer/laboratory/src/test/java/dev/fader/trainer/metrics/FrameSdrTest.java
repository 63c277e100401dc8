package dev.fader.trainer.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameSdrTest {

    @Test
    void itIsTheRatioOfTheEnergiesOfAllChannels() {
        float[][][] references = {{{1, 0, 2}, {0, 1, 0}}};
        float[][][] estimates = {{{1, 0, 2}, {0, 1, 0.5f}}};

        // 6 over 0.25
        assertThat(FrameSdr.of(references, estimates)[0]).isCloseTo(10 * Math.log10(24), within(1e-12));
        assertThat(FrameSdr.of(references, references)[0]).isPositive().isInfinite();
    }

    @Test
    void aSilentSourceLeavesNoneOfTheFrameDefined() {
        float[][][] references = {{{1, 2}, {1, 2}}, {{1, 1}, {1, 1}}};
        float[][][] oneSilent = {{{1, 2}, {1, 2}}, {{0, 0}, {0, 0}}};
        float[][][] cancelling = {{{1, 2}, {-1, -2}}, {{1, 1}, {1, 1}}};

        assertThat(FrameSdr.of(references, oneSilent)).containsOnly(Double.NaN);
        assertThat(FrameSdr.of(oneSilent, references)).containsOnly(Double.NaN);
        assertThat(FrameSdr.of(references, cancelling)).containsOnly(Double.NaN);
    }

    @Test
    void itIsWhatBssEvalWithAllItsFiltersSays() {
        Random random = new Random(5);
        double[][][] references = noise(random, 3);
        double[][][] estimates = noise(random, 3);
        for (int k = 0; k < 3; k++) {
            for (int c = 0; c < 2; c++) {
                for (int i = 0; i < 4000; i++) {
                    estimates[k][c][i] = (float) (references[k][c][i] + 0.3 * estimates[k][c][i]);
                }
            }
        }

        FramedScores frames = BssEval.of(new SourceImages(references), new SourceImages(estimates))
                .frames(2000);

        for (int frame = 0; frame < 2; frame++) {
            double[] ours = FrameSdr.of(cut(references, 2000 * frame), cut(estimates, 2000 * frame));
            double[] theirs = frames.frames().get(frame).sdr();
            for (int k = 0; k < 3; k++) {
                assertThat(ours[k]).isCloseTo(theirs[k], within(1e-6));
            }
        }
    }

    private static double[][][] noise(Random random, int sources) {
        double[][][] noise = new double[sources][2][4000];
        for (double[][] source : noise) {
            for (double[] channel : source) {
                for (int i = 0; i < channel.length; i++) {
                    channel[i] = (float) random.nextGaussian();
                }
            }
        }
        return noise;
    }

    private static float[][][] cut(double[][][] signals, int from) {
        float[][][] frame = new float[signals.length][2][2000];
        for (int k = 0; k < signals.length; k++) {
            for (int c = 0; c < 2; c++) {
                for (int i = 0; i < 2000; i++) {
                    frame[k][c][i] = (float) signals[k][c][from + i];
                }
            }
        }
        return frame;
    }
}
