package dev.fader.trainer.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.engine.Torch;
import dev.fader.trainer.engine.TorchProgram;
import dev.fader.trainer.graph.Graph.Parameters;
import dev.fader.trainer.graph.Parameter.Initializer;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every operation against numbers computed by hand or in plain Java. */
class OpsTest {

    @Test
    void aPointwiseConvolutionIsAMatrixProductPlusBias() {
        // channels (1, 2) and (3, 4) over two frames; weight rows (1, 10) and (0, -1); bias (0.5, 0)
        float[] y = run(
                new float[] {1, 2, 3, 4},
                new Shape(1, 2, 2),
                (scope, x) -> Ops.pointwise(
                        x,
                        scope.parameter("w", given(1, 10, 0, -1), 2, 2, 1),
                        scope.parameter("b", given(0.5f, 0), 2)));

        assertThat(y).containsExactly(31.5f, 42.5f, -3, -4);
    }

    @ParameterizedTest
    @CsvSource({"1, 9", "2, 9", "4, 9", "8, 9", "4, 3", "16, 5", "4, 8"})
    void aDepthwiseConvolutionReachesAsFarAsItsDilation(int dilation, int frames) {
        Random random = new Random(1);
        float[] x = new float[2 * frames];
        float[] weight = new float[2 * 3];
        fill(x, random);
        fill(weight, random);

        float[] y = run(
                x,
                new Shape(1, 2, frames),
                (scope, in) -> Ops.depthwise(
                        in,
                        scope.parameter("w", given(weight), 2, 1, 3),
                        scope.parameter("b", given(1, 2), 2),
                        dilation));

        for (int c = 0; c < 2; c++) {
            for (int f = 0; f < frames; f++) {
                double expected = c + 1;
                for (int tap = 0; tap < 3; tap++) {
                    int at = f + (tap - 1) * dilation;
                    expected += at < 0 || at >= frames ? 0 : weight[c * 3 + tap] * x[c * frames + at];
                }
                assertThat((double) y[c * frames + f]).isCloseTo(expected, within(1e-5));
            }
        }
    }

    @Test
    void globalLayerNormTakesMeanAndBiasedVarianceOverChannelsAndFrames() {
        // mean 2.5, variance 1.25
        float[] y = run(
                new float[] {1, 2, 3, 4},
                new Shape(1, 2, 2),
                (scope, x) -> Ops.globalLayerNorm(
                        x, scope.parameter("g", given(1, 2), 2), scope.parameter("b", given(0, 1), 2), 1e-8));

        double deviation = Math.sqrt(1.25);
        assertThat((double) y[0]).isCloseTo(-1.5 / deviation, within(1e-6));
        assertThat((double) y[3]).isCloseTo(2 * 1.5 / deviation + 1, within(1e-6));
    }

    @Test
    void aTransposedConvolutionOverlapsAndAddsAndIsPaddedToItsInputsLength() {
        // two frames (1, 2), kernel (1, 1, 10, 10), stride 2, shown a signal of 7 samples
        float[] y = run(
                new float[7],
                new Shape(1, 1, 7),
                (scope, x) -> Ops.padRightTo(
                        Ops.convTranspose1d(
                                scope.parameter("latent", given(1, 2), 1, 1, 2),
                                scope.parameter("w", given(1, 1, 10, 10), 1, 1, 4),
                                2),
                        x));

        assertThat(y).containsExactly(1, 1, 12, 12, 20, 20, 0);
    }

    @Test
    void aWidthThatDoesNotFitFailsWhileTheNetworkIsBuilt() {
        Graph graph = new Graph(Parameters.NAMED);
        Value x = graph.input("x", Value.ANY, 3, Value.ANY);
        Value weight = graph.root().in("mask_net").parameter("weight", Initializer.constant(0), 8, 4, 1);
        Value bias = graph.root().in("mask_net").parameter("bias", Initializer.constant(0), 8);

        assertThatThrownBy(() -> Ops.pointwise(x, weight, bias))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("pointwise: shapes (?, 3, ?) and mask_net.weight (8, 4, 1) do not fit");
    }

    @Test
    void aParameterCannotBeDeclaredTwice() {
        Scope scope = new Graph(Parameters.FLAT).root().in("encoder");
        scope.parameter("weight", Initializer.constant(0), 1);

        assertThatThrownBy(() -> scope.parameter("weight", Initializer.constant(0), 1))
                .hasMessageContaining("encoder.weight");
    }

    /** Runs a program of one input, with its parameters inside and as a flat vector: both must agree. */
    private static float[] run(float[] x, Shape shape, BiFunction<Scope, Value, Value> network) {
        float[] named = run(Parameters.NAMED, x, shape, network);
        assertThat(run(Parameters.FLAT, x, shape, network)).containsExactly(named);
        return named;
    }

    private static float[] run(Parameters style, float[] x, Shape shape, BiFunction<Scope, Value, Value> network) {
        Graph graph = new Graph(style);
        Value input = graph.input("x", shape.getShape());
        graph.output("y", network.apply(graph.root(), input));
        Program program = graph.program();
        Weights weights = program.initialWeights(new Random(0));
        try (NDManager manager = Torch.manager(Device.cpu());
                TorchProgram compiled = TorchProgram.load(program, weights, Device.cpu())) {
            NDArray values = manager.create(x, shape);
            Map<String, NDArray> inputs = style == Parameters.NAMED
                    ? Map.of("x", values)
                    : Map.of(
                            "x",
                            values,
                            Program.FLAT_PARAMETERS,
                            manager.create(program.flatLayout().pack(weights)));
            return compiled.call(inputs).get("y").toFloatArray();
        }
    }

    private static Initializer given(float... values) {
        return (tensor, dims, random) -> System.arraycopy(values, 0, tensor, 0, values.length);
    }

    private static void fill(float[] values, Random random) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
    }
}
