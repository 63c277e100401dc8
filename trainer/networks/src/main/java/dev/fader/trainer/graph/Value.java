package dev.fader.trainer.graph;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A tensor of the graph being built. It knows its shape, so that a wrong width fails while the network is built; a
 * dimension that only a call decides (batch, frames, samples) is {@link #ANY}.
 */
public sealed class Value permits FoldedNorm, FoldedPaths.Residual {

    /** A dimension that is known only when the program runs. */
    public static final long ANY = -1;

    private final Graph graph;
    private final String origin;
    private final String expression;
    private final long[] dims;
    private final Kept kept;
    /** Of a value that is kept otherwise, as it is in 32 bits, once that is asked for. */
    private @Nullable String plainly;

    /** @param origin name of the parameter, or empty */
    Value(Graph graph, String origin, String expression, long... dims) {
        this(graph, origin, expression, Kept.PLAINLY, dims);
    }

    Value(Graph graph, String origin, String expression, Kept kept, long[] dims) {
        this.graph = graph;
        this.origin = origin;
        this.expression = expression;
        this.kept = kept;
        this.dims = dims;
    }

    Graph graph() {
        return graph;
    }

    /** In 32 bits and as long as it is, for an operation that knows nothing of others. */
    String expression() {
        if (kept.equals(Kept.PLAINLY)) {
            return stored();
        }
        if (plainly == null) {
            String whole = kept.padded() ? "torch.narrow(%s, -1, 0, %s)".formatted(stored(), kept.frames()) : stored();
            plainly = graph.emit(
                            dims,
                            "%s",
                            kept.half() ? "torch.to(%s, %d)".formatted(whole, Precision.FP32.type()) : whole)
                    .expression();
        }
        return plainly;
    }

    /** The same in 32 bits and as long as it is. */
    Value plain() {
        return graph.named(expression(), dims);
    }

    /** As it is {@link #kept}. */
    String stored() {
        return expression;
    }

    Kept kept() {
        return kept;
    }

    boolean half() {
        return kept.half();
    }

    /** As a factor of a product: as it is kept, in the program's precision. */
    String factor() {
        return half() || graph.precision() == Precision.FP32 ? stored() : graph.halved(this);
    }

    /** In the numbers that another is kept in. */
    String like(Value other) {
        return kept.equals(other.kept()) ? stored() : other.half() ? factor() : expression();
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
        return graph.emit(dims, "torch.add(%s, %s)", expression(), Graph.literal(constant));
    }

    public Value times(double constant) {
        return graph.emit(dims, "torch.mul(%s, %s)", expression(), Graph.literal(constant));
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
