package dev.fader.trainer.graph;

import static dev.fader.trainer.graph.Value.ANY;

import dev.fader.trainer.graph.Parameter.Initializer;
import java.util.Arrays;

/**
 * A bidirectional LSTM (Hochreiter and Schmidhuber 1997; Schuster and Paliwal 1997) without tanh: what enters the cell and
 * what leaves it is linear, and only the gates are squashed. The two directions are averaged.
 *
 * <pre>
 *   i, f, o = σ(x·W + h·R + b)     z = x·W + h·R + b
 *   c' = f ⊙ c + i ⊙ z             h' = o ⊙ c'
 * </pre>
 *
 * <p>The engine's LSTM has tanh built in and knows no other. Here the products of all inputs, of both directions, are one
 * matrix product, and a frame takes one more.
 *
 * @param units u, width of the state and of the result
 */
public record LinearLstm(int units) {

    /** A gate of memory that is open at first keeps gradients alive (Jozefowicz et al. 2015). */
    private static final Initializer BIAS = (tensor, dims, random) -> {
        int units = tensor.length / 4;
        Arrays.fill(tensor, units, 2 * units, 1);
    };

    /** One direction's parameters. Columns are the gates input, forget and output, then the cell. */
    private record Direction(Value kernel, Value recurrent, Value bias) {

        static Direction in(Scope scope, long inputs, int units) {
            return new Direction(
                    scope.parameter("kernel", Initializer.glorotUniform(), inputs, 4L * units),
                    scope.parameter("recurrent", Initializer.orthogonal(), units, 4L * units),
                    scope.parameter("bias", BIAS, 4L * units));
        }
    }

    /** @param x (B, C, F). @return (B, units, F) */
    public Value apply(Scope scope, Value x) {
        Direction forward = Direction.in(scope.in("forward"), x.dim(1), units);
        Direction backward = Direction.in(scope.in("backward"), x.dim(1), units);
        Graph graph = x.graph();
        long gates = 4L * units;
        Value frames =
                graph.emit(Ops.dims(x.dim(2), x.dim(0), x.dim(1)), "torch.permute(%s, [2, 0, 1])", x.expression());
        Value bothWays = graph.emit(
                Ops.dims(2, ANY, x.dim(1)),
                "torch.flatten(torch.stack([%s, torch.flip(%s, [0])], 0), 1, 2)",
                frames.expression(),
                frames.expression());
        Value inputs = graph.emit(
                Ops.dims(2, x.dim(2), x.dim(0), gates),
                "torch.view(torch.baddbmm(torch.unsqueeze(%s, 1), %s, %s), [2, torch.size(%s, 0), -1, %d])",
                pair(forward.bias(), backward.bias()).expression(),
                bothWays.expression(),
                pair(forward.kernel(), backward.kernel()).expression(),
                frames.expression(),
                gates);
        Value states = run(inputs, pair(forward.recurrent(), backward.recurrent()));
        return average(states, x);
    }

    /** @param inputs (2, F, B, 4u). @param recurrent (2, u, 4u). @return (2, F, B, u) */
    private Value run(Value inputs, Value recurrent) {
        Graph graph = inputs.graph();
        String cell = graph.temporary();
        String state = graph.temporary();
        String states = graph.temporary();
        String sums = graph.temporary();
        String gates = graph.temporary();
        String frame = graph.temporary();
        // memory and state begin at zero
        String zero = "torch.zeros_like(torch.narrow(torch.select(%s, 1, 0), 2, 0, %d))"
                .formatted(inputs.expression(), units);
        graph.statement(cell + " = " + zero);
        graph.statement(state + " = " + zero);
        graph.statement(states + " = annotate(List[Tensor], [])");
        graph.statement("for %s in range(torch.size(%s, 1)):".formatted(frame, inputs.expression()));
        for (String line : new String[] {
            "%s = torch.baddbmm(torch.select(%s, 1, %s), %s, %s)"
                    .formatted(sums, inputs.expression(), frame, state, recurrent.expression()),
            "%s = torch.sigmoid(torch.narrow(%s, 2, 0, %d))".formatted(gates, sums, 3 * units),
            "%s = torch.add(torch.mul(%s, %s), torch.mul(%s, %s))"
                    .formatted(cell, gate(gates, 1), cell, gate(gates, 0), gate(sums, 3)),
            "%s = torch.mul(%s, %s)".formatted(state, gate(gates, 2), cell),
            "%s_%s = torch.append(%s, %s)".formatted(states, "longer", states, state)
        }) {
            graph.statement("  " + line);
        }
        return graph.emit(Ops.dims(2, inputs.dim(1), inputs.dim(2), units), "torch.stack(%s, 1)", states);
    }

    private String gate(String of, int index) {
        return "torch.narrow(%s, 2, %d, %d)".formatted(of, index * units, units);
    }

    /** The backward direction's frames are turned round again. */
    private Value average(Value states, Value x) {
        Graph graph = states.graph();
        String both = states.expression();
        Value sum = graph.emit(
                Ops.dims(x.dim(2), x.dim(0), units),
                "torch.add(torch.select(%s, 0, 0), torch.flip(torch.select(%s, 0, 1), [0]))",
                both,
                both);
        return graph.emit(Ops.dims(x.dim(0), units, x.dim(2)), "torch.permute(%s, [1, 2, 0])", sum.expression())
                .times(0.5);
    }

    private static Value pair(Value forward, Value backward) {
        long[] one = forward.dims();
        long[] two = new long[one.length + 1];
        two[0] = 2;
        System.arraycopy(one, 0, two, 1, one.length);
        return forward.graph().emit(two, "torch.stack([%s, %s], 0)", forward.expression(), backward.expression());
    }
}
