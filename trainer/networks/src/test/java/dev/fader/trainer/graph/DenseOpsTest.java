package dev.fader.trainer.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.engine.Torch;
import dev.fader.trainer.engine.TorchProgram;
import dev.fader.trainer.graph.Graph.Mode;
import dev.fader.trainer.graph.Graph.Parameters;
import dev.fader.trainer.graph.Parameter.Initializer;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** Every operation against numbers computed by hand. */
class DenseOpsTest {

    @Test
    void aFullyConnectedLayerWeighsTheLastAxis() {
        // rows (1, 2) and (3, 4); weights (1, 10) and (0, −1), bias (0.5, 0)
        float[] y = run(
                new float[] {1, 2, 3, 4},
                new Shape(1, 2, 2),
                (scope, x) -> DenseOps.linear(
                        x, scope.parameter("w", given(1, 10, 0, -1), 2, 2), scope.parameter("b", given(0.5f, 0), 2)));

        assertThat(y).containsExactly(21.5f, -2, 43.5f, -4);
    }

    @Test
    void layerNormTakesMeanAndBiasedVarianceOfEachRow() {
        float[] y = run(
                new float[] {1, 3, 10, 10},
                new Shape(1, 2, 2),
                (scope, x) -> DenseOps.layerNorm(
                        x, scope.parameter("g", given(1, 2), 2), scope.parameter("b", given(0, 1), 2), 1e-8));

        // mean 2 and deviation 1; a row without any stays at its offset
        assertThat(y).containsExactly(new float[] {-1, 3, 0, 1}, within(1e-6f));
    }

    @Test
    void geluIsTheValueTimesTheChanceThatANormalOneIsBelowIt() {
        float[] y = run(new float[] {0, 1, -1, 3}, new Shape(1, 4), (scope, x) -> DenseOps.gelu(x));

        assertThat(y).containsExactly(new float[] {0, 0.8413447f, -0.1586553f, 2.9959503f}, within(1e-6f));
    }

    @Test
    void channelsAreMixedByTheColumnsOfTheirWeights() {
        // channels (1, 2, 3) and (10, 20, 30); the outputs: their difference, and half of the second
        float[] y = run(
                new float[] {1, 2, 3, 10, 20, 30},
                new Shape(1, 2, 3),
                (scope, x) -> DenseOps.mixChannels(scope.parameter("w", given(-1, 0, 1, 0.5f), 2, 2), x));

        assertThat(y).containsExactly(9, 18, 27, 5, 10, 15);
    }

    @Test
    void oneSetOfWeightsCanServeEveryExample() {
        float[] y = run(
                new float[] {1, 2, 3, 4},
                new Shape(2, 1, 2),
                (scope, x) ->
                        DenseOps.mixChannels(DenseOps.forEachExample(scope.parameter("w", given(2), 1, 1), x), x));

        assertThat(y).containsExactly(2, 4, 6, 8);
    }

    @Test
    void whatIsDroppedIsMadeUpForByTheRestAndDrawnFromTheSeed() {
        float[] ones = new float[10_000];
        Arrays.fill(ones, 1);
        BiFunction<Scope, Value, Value> network =
                (scope, x) -> DenseOps.dropout(x.times(scope.parameter("w", given(1), 1)), 0.2);
        Shape shape = new Shape(1, 10_000);
        Torch.seed(7);
        float[] first = once(Parameters.FLAT, Mode.TRAINING, ones, shape, network);
        Torch.seed(7);
        float[] again = once(Parameters.FLAT, Mode.TRAINING, ones, shape, network);
        Torch.seed(8);
        float[] other = once(Parameters.FLAT, Mode.TRAINING, ones, shape, network);

        assertThat(once(Parameters.NAMED, Mode.INFERENCE, ones, shape, network)).containsOnly(1);
        assertThat(again).containsExactly(first);
        assertThat(other).isNotEqualTo(first);
        int dropped = 0;
        for (float value : first) {
            assertThat(value).isIn(0f, 1.25f);
            dropped += value == 0 ? 1 : 0;
        }
        assertThat(dropped).isBetween(1_800, 2_200);
    }

    @Test
    void aWidthThatDoesNotFitFailsWhileTheNetworkIsBuilt() {
        Graph graph = new Graph(Parameters.NAMED);
        Value x = graph.input("x", Value.ANY, 3, 5);
        Value weight = graph.root().in("head").parameter("weight", Initializer.constant(0), 8, 4);
        Value bias = graph.root().in("head").parameter("bias", Initializer.constant(0), 8);

        assertThatThrownBy(() -> DenseOps.linear(x, weight, bias))
                .hasMessage("linear: shapes (?, 3, 5) and head.weight (8, 4) do not fit");
        assertThatThrownBy(() -> DenseOps.mixChannels(weight, x)).hasMessageStartingWith("mix channels: shapes");
    }

    /** With parameters inside and as a flat vector: both must agree. */
    private static float[] run(float[] x, Shape shape, BiFunction<Scope, Value, Value> network) {
        float[] named = once(Parameters.NAMED, Mode.INFERENCE, x, shape, network);
        assertThat(once(Parameters.FLAT, Mode.INFERENCE, x, shape, network)).containsExactly(named);
        return named;
    }

    private static float[] once(
            Parameters style, Mode mode, float[] x, Shape shape, BiFunction<Scope, Value, Value> network) {
        Graph graph = new Graph(style, Target.PLAIN, mode);
        Value input = graph.input("x", shape.getShape());
        graph.output("y", network.apply(graph.root(), input));
        Program program = graph.program();
        if (program.parameters().isEmpty() && style == Parameters.FLAT) {
            return once(Parameters.NAMED, mode, x, shape, network);
        }
        Weights weights = program.initialWeights(new Random(0));
        try (NDManager manager = Torch.manager(Device.cpu());
                TorchProgram compiled = TorchProgram.load(program, weights, Device.cpu())) {
            return compiled.call(
                            style == Parameters.NAMED
                                    ? Map.of("x", manager.create(x, shape))
                                    : Map.of(
                                            "x",
                                            manager.create(x, shape),
                                            Program.FLAT_PARAMETERS,
                                            manager.create(program.flatLayout().pack(weights))))
                    .get("y")
                    .toFloatArray();
        }
    }

    private static Initializer given(float... values) {
        return (tensor, dims, random) -> System.arraycopy(values, 0, tensor, 0, values.length);
    }
}
