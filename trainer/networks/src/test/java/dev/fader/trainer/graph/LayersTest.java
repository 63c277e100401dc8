package dev.fader.trainer.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fader.trainer.graph.Graph.Mode;
import dev.fader.trainer.graph.Graph.Parameters;
import dev.fader.trainer.graph.OneInput.Result;
import dev.fader.trainer.graph.Parameter.Initializer;
import java.util.Random;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** Layers that keep the length, change it, normalise and remember, against numbers computed by hand or in plain Java. */
class LayersTest {

    @Test
    void aConvolutionThatKeepsTheLengthHasZerosOnBothSides() {
        // taps (1, 10, 100) over 1, 2, 3 and an offset of 0.5
        float[] y = OneInput.of(1, 1, 3)
                .run(
                        new float[] {1, 2, 3},
                        (scope, x) -> Ops.convolution(
                                x,
                                scope.parameter("w", given(1, 10, 100), 1, 1, 3),
                                scope.parameter("b", given(0.5f), 1),
                                1,
                                1));

        assertThat(y).containsExactly(210.5f, 321.5f, 32.5f);
    }

    @Test
    void aConvolutionWithAHopAndItsTransposeCutOffTheSameMargins() {
        // a kernel of 4 with a hop of 2, padded by 1: two frames of four samples, and back
        float[] frames = OneInput.of(1, 1, 4)
                .run(
                        new float[] {1, 2, 3, 4},
                        (scope, x) -> Ops.convolution(
                                x,
                                scope.parameter("w", given(1, 1, 1, 1), 1, 1, 4),
                                scope.parameter("b", given(0), 1),
                                2,
                                1));
        float[] samples = OneInput.of(1, 1, 2)
                .run(
                        new float[] {1, 10},
                        (scope, x) -> Ops.transposedConvolution(
                                x,
                                scope.parameter("w", given(1, 2, 3, 4), 1, 1, 4),
                                scope.parameter("b", given(0.5f), 1),
                                2,
                                1));

        assertThat(frames).containsExactly(6, 9);
        assertThat(samples).containsExactly(2.5f, 13.5f, 24.5f, 30.5f);
    }

    @Test
    void poolingTakesTheMeanOfNeighboursAndDecimationTheFirst() {
        float[] x = {1, 3, 5, 9};

        assertThat(OneInput.of(1, 1, 4).run(x, (scope, in) -> Resampling.averagePool(in)))
                .containsExactly(2, 7);
        assertThat(OneInput.of(1, 1, 4).run(x, (scope, in) -> Resampling.decimate(in)))
                .containsExactly(1, 5);
    }

    @Test
    void upsamplingRepeatsOrGoesHalfWayToTheNext() {
        float[] x = {1, 3, 9};

        assertThat(OneInput.of(1, 1, 3).run(x, (scope, in) -> Resampling.nearest(in)))
                .containsExactly(1, 1, 3, 3, 9, 9);
        assertThat(OneInput.of(1, 1, 3).run(x, (scope, in) -> Resampling.linear(in)))
                .containsExactly(1, 2, 3, 6, 9, 9);
    }

    @Test
    void anOddLengthCannotBeHalved() {
        assertThatThrownBy(() -> OneInput.of(1, 1, 3).run(new float[3], (scope, in) -> Resampling.decimate(in)))
                .hasMessageContaining("(1, 1, 3)");
    }

    @Test
    void aSignalCutIntoWindowsIsJoinedAsItWas() {
        float[] x = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};

        float[] windows = OneInput.of(1, 2, 5).run(x, (scope, in) -> Ops.cutWindows(in, 4));
        float[] joined = OneInput.of(1, 2, 5).run(x, (scope, in) -> Ops.joinWindows(Ops.cutWindows(in, 4), in));

        assertThat(windows).containsExactly(1, 2, 3, 4, 6, 7, 8, 9, 5, 0, 0, 0, 10, 0, 0, 0);
        assertThat(joined).containsExactly(x);
    }

    private static final BiFunction<Scope, Value, Value> NORM =
            (scope, x) -> new BatchNorm(0.9, 0.5).apply(scope.in("norm"), x);

    @Test
    void inTrainingABatchIsNormalisedByItsOwnMeanAndBiasedVarianceAndTheRunningOnesComeNearer() {
        // one channel in two examples: 1, 3 and 5, 7 have mean 4 and variance 5
        Result result = OneInput.of(2, 1, 2).train(new float[] {1, 3, 5, 7}, NORM);

        double deviation = Math.sqrt(5 + 0.5);
        assertThat((double) result.output()[0]).isCloseTo(-3 / deviation, within(1e-6));
        assertThat((double) result.output()[3]).isCloseTo(3 / deviation, within(1e-6));
        assertThat((double) result.statistics().get("norm.moving_mean").data()[0])
                .isCloseTo(0.1 * 4, within(1e-6));
        assertThat((double) result.statistics().get("norm.moving_variance").data()[0])
                .isCloseTo(0.9 * 1 + 0.1 * 5, within(1e-6));
    }

    @Test
    void inUseTheRunningStatisticsCountWhateverTheBatch() {
        // mean 0 and variance 1, as a network begins
        float[] y = OneInput.of(2, 1, 2).run(new float[] {1, 3, 5, 7}, NORM);

        assertThat((double) y[0]).isCloseTo(1 / Math.sqrt(1.5), within(1e-6));
        assertThat((double) y[3]).isCloseTo(7 / Math.sqrt(1.5), within(1e-6));
    }

    @Test
    void aModuleWithNamedTensorsCannotTrain() {
        assertThatThrownBy(() -> new Graph(Parameters.NAMED, Target.PLAIN, Mode.TRAINING))
                .hasMessageContaining("flat");
    }

    @Test
    void theLinearLstmIsItsFormulaInBothDirections() {
        int batch = 2;
        int inputs = 3;
        int units = 2;
        int frames = 4;
        Random random = new Random(5);
        float[] x = new float[batch * inputs * frames];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) random.nextGaussian();
        }

        Result result = OneInput.of(batch, inputs, frames)
                .train(x, (scope, in) -> new LinearLstm(units).apply(scope.in("lstm"), in));

        for (int b = 0; b < batch; b++) {
            double[][] forward = states(x, b, inputs, frames, units, result.weights(), "lstm.forward.", false);
            double[][] backward = states(x, b, inputs, frames, units, result.weights(), "lstm.backward.", true);
            for (int f = 0; f < frames; f++) {
                for (int u = 0; u < units; u++) {
                    assertThat((double) result.output()[(b * units + u) * frames + f])
                            .isCloseTo((forward[f][u] + backward[f][u]) / 2, within(1e-5));
                }
            }
        }
    }

    /** h of each frame, step by step. */
    private static double[][] states(
            float[] x, int example, int inputs, int frames, int units, Weights weights, String at, boolean fromTheEnd) {
        float[] kernel = weights.get(at + "kernel").data();
        float[] recurrent = weights.get(at + "recurrent").data();
        float[] bias = weights.get(at + "bias").data();
        double[][] states = new double[frames][];
        double[] cell = new double[units];
        double[] state = new double[units];
        for (int step = 0; step < frames; step++) {
            int frame = fromTheEnd ? frames - 1 - step : step;
            double[] sums = new double[4 * units];
            for (int g = 0; g < sums.length; g++) {
                sums[g] = bias[g];
                for (int i = 0; i < inputs; i++) {
                    sums[g] += kernel[i * sums.length + g] * x[(example * inputs + i) * frames + frame];
                }
                for (int u = 0; u < units; u++) {
                    sums[g] += recurrent[u * sums.length + g] * state[u];
                }
            }
            double[] next = new double[units];
            for (int u = 0; u < units; u++) {
                cell[u] = sigmoid(sums[units + u]) * cell[u] + sigmoid(sums[u]) * sums[3 * units + u];
                next[u] = sigmoid(sums[2 * units + u]) * cell[u];
            }
            state = next;
            states[frame] = next;
        }
        return states;
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    @Test
    void rowsBeginAtRightAnglesAndTheGateOfMemoryOpen() {
        float[] matrix = new float[3 * 12];
        Initializer.orthogonal().fill(matrix, new long[] {3, 12}, new Random(1));

        for (int row = 0; row < 3; row++) {
            for (int other = 0; other < 3; other++) {
                double product = 0;
                for (int i = 0; i < 12; i++) {
                    product += matrix[row * 12 + i] * matrix[other * 12 + i];
                }
                assertThat(product).isCloseTo(row == other ? 1 : 0, within(1e-6));
            }
        }
        Result fresh = OneInput.of(1, 1, 2).train(new float[2], (scope, x) -> new LinearLstm(1).apply(scope, x));
        assertThat(fresh.weights().get("forward.bias").data()).containsExactly(0, 1, 0, 0);
    }

    private static Initializer given(float... values) {
        return (tensor, dims, random) -> System.arraycopy(values, 0, tensor, 0, values.length);
    }
}
