package dev.fader.trainer.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.engine.Torch;
import dev.fader.trainer.engine.TorchProgram;
import dev.fader.trainer.graph.Graph.Mode;
import dev.fader.trainer.graph.Graph.Parameters;
import java.util.Arrays;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Gradients of small programs of one parameter w and one input x, against those found by hand. */
class BackpropagationTest {

    private static final float[] W = {0.5f, -2, 3};
    private static final float[] X = {1, 2, -1};

    @Test
    void withoutACutItIsTheEnginesGradient() {
        // Σ (w·x)²
        assertGradient((w, x) -> Ops.sum(Ops.square(w.times(x))), i -> 2 * W[i] * X[i] * X[i]);
    }

    @Test
    void atACutItIsWhatWeSayAndPastItTheEngines() {
        // Σ ((w·x)² + 5w), and the gradient of what is cut off is said to be three times as large as it is
        assertGradient(
                (w, x) -> {
                    Value y = w.times(x);
                    Value leaf = w.graph().cut(y, y, "torch.mul(%s, 3)"::formatted);
                    return Ops.sum(Ops.square(leaf).plus(w.times(5)));
                },
                i -> 3 * 2 * W[i] * X[i] * X[i] + 5);
    }

    @Test
    void whatTwoCutsHaveInCommonIsGoneThroughForBoth() {
        // with h = tanh(w): Σ (2h)² + Σ 3h·x + Σ h·h, h itself cut twice
        assertGradient(
                (w, x) -> {
                    Value h = Ops.tanh(w);
                    Value first = passedOn(h.times(2));
                    Value second = passedOn(h.times(3));
                    Value square = passedOn(h).times(passedOn(h));
                    return Ops.sum(Ops.square(first).plus(second.times(x)).plus(square));
                },
                i -> (10 * Math.tanh(W[i]) + 3 * X[i]) * (1 - Math.pow(Math.tanh(W[i]), 2)));
    }

    @Test
    void cutsMayFollowOneAnotherAndOneMayLeadNowhere() {
        // Σ w⁴·x by two squares, beside a cut that nothing uses, and one of what nobody learns
        assertGradient(
                (w, x) -> {
                    Value unused = passedOn(w.times(x));
                    Value fourth = passedOn(Ops.square(passedOn(Ops.square(passedOn(passedOn(w))))));
                    return Ops.sum(fourth.times(passedOn(x)));
                },
                i -> 4 * Math.pow(W[i], 3) * X[i]);
    }

    @Test
    void howLongSomethingIsHasNoGradient() {
        // Σ (w·n + x·u) with a leaf u = 2w, of which the first term reads the length n alone
        assertGradient(
                (w, x) -> {
                    Value u = passedOn(w.times(2));
                    Value v = w.graph()
                            .emit(w.dims(), "torch.mul(%s, torch.size(%s, 0))", w.expression(), u.expression());
                    return Ops.sum(passedOn(v).plus(x.times(u)));
                },
                i -> W.length + 2 * X[i]);
    }

    @Test
    void onlyAProgramThatLearnsReturnsAGradient() {
        assertThat(program(Mode.TRAINING, (w, x) -> Ops.sum(w.times(x))).outputs())
                .extracting(Program.Output::name)
                .containsExactly("loss", Program.GRADIENT);
        assertThat(program(Mode.INFERENCE, (w, x) -> Ops.sum(w.times(x))).outputs())
                .extracting(Program.Output::name)
                .containsExactly("loss");
    }

    @Test
    void nothingChangesInPlaceBetweenCuts() {
        assertThatThrownBy(() -> program(Mode.TRAINING, (w, x) -> {
                    Value y = passedOn(w.times(x));
                    y.graph().change("torch.add_(%s, 1)", y.stored());
                    return Ops.sum(y);
                }))
                .hasMessageContaining("must not change anything in place");
    }

    @Test
    void throughALoopThereIsNoCut() {
        assertThatThrownBy(() -> program(Mode.TRAINING, (w, x) -> {
                    Value y = passedOn(w.times(x));
                    y.graph().statement("for i in range(3):");
                    return Ops.sum(y);
                }))
                .hasMessageContaining("no gradient is found through: for i in range(3):");
    }

    /** A cut past which a gradient goes as it is. */
    private static Value passedOn(Value value) {
        return value.graph().cut(value, value, UnaryOperator.identity());
    }

    private interface Derivative {
        double at(int i);
    }

    private static void assertGradient(BinaryOperator<Value> loss, Derivative expected) {
        Program program = program(Mode.TRAINING, loss);
        try (NDManager manager = Torch.manager(Device.cpu());
                TorchProgram compiled = TorchProgram.load(program, Device.cpu())) {
            NDArray vector =
                    manager.create(Arrays.copyOf(W, program.flatLayout().length()));
            vector.setRequiresGradient(true);
            float[] gradient = compiled.differentiate(Map.of(Program.FLAT_PARAMETERS, vector, "x", manager.create(X)))
                    .get(Program.GRADIENT)
                    .toFloatArray();

            for (int i = 0; i < W.length; i++) {
                assertThat((double) gradient[i]).isCloseTo(expected.at(i), within(1e-5));
            }
        }
    }

    private static Program program(Mode mode, BinaryOperator<Value> loss) {
        Graph graph = new Graph(Parameters.FLAT, new Target(Form.GPU, Precision.FP32), mode);
        Value x = graph.input("x", X.length);
        Value w = graph.root().parameter("w", Parameter.Initializer.constant(0), W.length);
        graph.minimise("loss", loss.apply(w, x));
        return graph.program();
    }
}
