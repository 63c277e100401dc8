package dev.fader.trainer.graph;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * A tensor of the graph being built. It knows its shape, so that a wrong width fails while the network is built; a
 * dimension that only a call decides (batch, frames, samples) is {@link #ANY}.
 */
public final class Value {

    /** A dimension that is known only when the program runs. */
    public static final long ANY = -1;

    private final Graph graph;
    private final String origin;
    private final String expression;
    private final long[] dims;

    /** @param origin name of the parameter, or empty */
    Value(Graph graph, String origin, String expression, long... dims) {
        this.graph = graph;
        this.origin = origin;
        this.expression = expression;
        this.dims = dims;
    }

    Graph graph() {
        return graph;
    }

    String expression() {
        return expression;
    }

    String origin() {
        return origin;
    }

    public int rank() {
        return dims.length;
    }

    /** @param axis counted from the end when negative */
    public long dim(int axis) {
        return dims[axis < 0 ? dims.length + axis : axis];
    }

    long[] dims() {
        return dims.clone();
    }

    public Value plus(Value other) {
        return Ops.elementwise("add", this, other);
    }

    public Value minus(Value other) {
        return Ops.elementwise("sub", this, other);
    }

    public Value times(Value other) {
        return Ops.elementwise("mul", this, other);
    }

    public Value dividedBy(Value other) {
        return Ops.elementwise("div", this, other);
    }

    public Value plus(double constant) {
        return graph.emit(dims, "torch.add(%s, %s)", expression, Graph.literal(constant));
    }

    public Value times(double constant) {
        return graph.emit(dims, "torch.mul(%s, %s)", expression, Graph.literal(constant));
    }

    /** Where it comes from, if it is a parameter, and its shape. */
    @Override
    public String toString() {
        String shape = Arrays.stream(dims)
                .mapToObj(dim -> dim == ANY ? "?" : Long.toString(dim))
                .collect(Collectors.joining(", ", "(", ")"));
        return origin.isEmpty() ? shape : origin + " " + shape;
    }
}
