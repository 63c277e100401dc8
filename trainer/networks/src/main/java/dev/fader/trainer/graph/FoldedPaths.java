package dev.fader.trainer.graph;

import org.jspecify.annotations.Nullable;

/**
 * Both paths changed in place, by one product for both, with the block's last norm in its weights. What is the same for all
 * frames is kept apart, as one number for each channel, and comes in where a path is read.
 */
abstract sealed class FoldedPaths extends TwoPaths {

    private final Graph graph;
    private final Value start;
    final int channels;
    final int skip;
    /** (B, C + S); null: nothing yet. */
    private @Nullable Value constant;
    /** Counts the changes, so that nothing is read that is no longer so. */
    private int changes;

    private FoldedPaths(Value start, int skip) {
        this.graph = start.graph();
        this.start = start;
        this.channels = (int) start.dim(1);
        this.skip = skip;
    }

    static FoldedPaths from(Value start, int skip) {
        return switch (start.graph().form().products()) {
            case BATCHED -> new OneState(start, skip);
            case CONVOLVED -> new TwoStates(start, skip);
        };
    }

    /** The residual path without its constant, (B, C, F). */
    abstract Value residualState();

    /** The skip path without its constant, (B, S, F). */
    abstract Value skipState();

    /** A 1×1 convolution of the residual path. @param constants what comes to all frames of a channel, (B, O) */
    abstract Value ofResidual(Value weight, Value constants);

    /** Adds a product to both paths. @param scale of the channels of x, (B, H); null: none */
    abstract void addProduct(Value x, Value toResidual, Value toSkip, @Nullable Value scale);

    @Override
    public Value residual() {
        return new Residual(this);
    }

    @Override
    public void add(Value x, Convolution toResidual, Convolution toSkip) {
        Ops.expect(toResidual.weight().dim(0) == channels, "residual path", start, toResidual.weight());
        Ops.expect(toSkip.weight().dim(0) == skip, "skip path", start, toSkip.weight());
        changes++;
        Value weight = both(toResidual.weight(), toSkip.weight());
        Value bias = both(toResidual.bias(), toSkip.bias());
        Value added;
        if (x instanceof FoldedNorm norm) {
            addProduct(norm.unscaled(), toResidual.weight(), toSkip.weight(), norm.scale());
            added = norm.constant(weight, bias);
        } else {
            addProduct(x, toResidual.weight(), toSkip.weight(), null);
            added = DenseOps.forEachExample(bias, start);
        }
        constant = constant == null ? added : constant.plus(added);
    }

    @Override
    public void modulate(Value scale, Value shift) {
        changes++;
        graph.change("torch.mul_(%s, %s)", residualState().stored(), scale.like(start));
        if (constant == null) {
            constant = graph.emit(
                    Ops.dims(start.dim(0), channels + skip),
                    "torch.new_zeros(%s, [torch.size(%s, 0), %d])",
                    shift.expression(),
                    start.stored(),
                    channels + skip);
        }
        Value residual = Ops.narrow(constant, 1, 0, channels)
                .times(Ops.squeeze(scale, 2))
                .plus(Ops.squeeze(shift, 2));
        constant = Ops.concat(1, residual, Ops.narrow(constant, 1, channels, skip));
    }

    @Override
    public Value skips() {
        if (constant == null) {
            throw noBlock();
        }
        return withConstant(skipState(), Ops.narrow(constant, 1, channels, skip));
    }

    private static Value withConstant(Value state, Value constant) {
        return state.graph()
                .emitKept(
                        state.kept(),
                        state.dims(),
                        "torch.add(%s, torch.unsqueeze(%s, 2))",
                        state.stored(),
                        constant.like(state));
    }

    private static Value both(Value first, Value second) {
        return Ops.concat(0, first, second);
    }

    /** The residual path as it is now: a 1×1 convolution takes its constant into its bias. */
    static final class Residual extends Value {

        private final FoldedPaths paths;
        private final int asOf;

        private Residual(FoldedPaths paths) {
            super(paths.graph, "", "", paths.start.dims());
            this.paths = paths;
            this.asOf = paths.changes;
        }

        Value pointwise(Value weight, Value bias) {
            requireUnchanged();
            Value of = paths.constant;
            Value constants = of == null
                    ? DenseOps.forEachExample(bias, paths.start)
                    : graph().emit(
                                    Ops.dims(of.dim(0), weight.dim(0)),
                                    "torch.addmm(%s, %s, torch.t(torch.squeeze(%s, 2)))",
                                    bias.expression(),
                                    Ops.narrow(of, 1, 0, paths.channels).expression(),
                                    weight.expression());
            return paths.ofResidual(weight, constants);
        }

        @Override
        String stored() {
            requireUnchanged();
            Value state = paths.residualState();
            Value whole = paths.constant == null
                    ? state
                    : withConstant(state, Ops.narrow(paths.constant, 1, 0, paths.channels));
            return whole.expression();
        }

        private void requireUnchanged() {
            if (asOf != paths.changes) {
                throw new IllegalStateException("the residual path has changed: ask for it again");
            }
        }
    }

    /** Residual path, rows that are 1 and 0, and skip path as one tensor: a product takes its constants from the row of ones. */
    private static final class OneState extends FoldedPaths {

        /** One row of ones, and zeros that keep rows of half numbers aligned. */
        private static final int ROWS = 8;

        private final Value state;

        OneState(Value start, int skip) {
            super(start, skip);
            Graph graph = start.graph();
            long[] out = Ops.dims(start.dim(0), channels + ROWS + skip, start.dim(2));
            this.state = graph.emitKept(
                    start.kept(),
                    out,
                    "torch.new_zeros(%s, [torch.size(%s, 0), %d, torch.size(%s, 2)])",
                    start.stored(),
                    start.stored(),
                    out[1],
                    start.stored());
            graph.change("torch.copy_(torch.narrow(%s, 1, 0, %d), %s)", state.stored(), channels, start.stored());
            graph.change("torch.fill_(torch.select(%s, 1, %d), 1)", state.stored(), channels);
        }

        @Override
        Value residualState() {
            return part(0, channels);
        }

        @Override
        Value skipState() {
            return part(channels + ROWS, skip);
        }

        private Value part(int from, int rows) {
            return state.graph()
                    .emitKept(
                            state.kept(),
                            Ops.dims(state.dim(0), rows, state.dim(2)),
                            "torch.narrow(%s, 1, %d, %d)",
                            state.stored(),
                            from,
                            rows);
        }

        @Override
        Value ofResidual(Value weight, Value constants) {
            long out = weight.dim(0);
            Value weights = state.graph()
                    .emit(
                            Ops.dims(state.dim(0), out, channels + ROWS),
                            "torch.cat([torch.expand(torch.unsqueeze(torch.squeeze(%s, 2), 0), [torch.size(%s, 0), -1, -1]),"
                                    + " torch.unsqueeze(%s, 2), torch.new_zeros(%s, [torch.size(%s, 0), %d, %d])], 2)",
                            weight.expression(),
                            state.stored(),
                            constants.expression(),
                            constants.expression(),
                            state.stored(),
                            out,
                            ROWS - 1);
            return Pointwise.ofEach(part(0, channels + ROWS), weights);
        }

        @Override
        void addProduct(Value x, Value toResidual, Value toSkip, @Nullable Value scale) {
            long in = x.dim(1);
            Graph graph = state.graph();
            Value weights = graph.emit(
                    Ops.dims(1, state.dim(1), in),
                    "torch.unsqueeze(torch.cat([torch.squeeze(%s, 2), torch.new_zeros(%s, [%d, %d]), torch.squeeze(%s, 2)], 0), 0)",
                    toResidual.expression(),
                    toResidual.expression(),
                    ROWS,
                    in,
                    toSkip.expression());
            Value ofEach = scale == null
                    ? graph.emit(
                            Ops.dims(state.dim(0), state.dim(1), in),
                            "torch.expand(%s, [torch.size(%s, 0), -1, -1])",
                            weights.expression(),
                            state.stored())
                    : weights.times(Ops.unsqueeze(scale, 1));
            graph.change("torch.baddbmm_(%s, %s, %s)", state.stored(), ofEach.like(state), x.like(state));
        }
    }

    /** Two tensors, so that each is whole where the engine's own convolution reads it. */
    private static final class TwoStates extends FoldedPaths {

        private final Value residual;
        private final Value skips;

        TwoStates(Value start, int skip) {
            super(start, skip);
            this.residual = start;
            this.skips = start.graph()
                    .emitKept(
                            start.kept(),
                            Ops.dims(start.dim(0), skip, start.dim(2)),
                            "torch.new_zeros(%s, [torch.size(%s, 0), %d, torch.size(%s, 2)])",
                            start.stored(),
                            start.stored(),
                            skip,
                            start.stored());
        }

        @Override
        Value residualState() {
            return residual;
        }

        @Override
        Value skipState() {
            return skips;
        }

        @Override
        Value ofResidual(Value weight, Value constants) {
            Value weights = DenseOps.forEachExample(Ops.squeeze(weight, 2), residual);
            return Pointwise.ofEach(residual, weights, constants);
        }

        @Override
        void addProduct(Value x, Value toResidual, Value toSkip, @Nullable Value scale) {
            Value weights = Ops.squeeze(both(toResidual, toSkip), 2);
            Value product = Pointwise.ofEach(
                    x,
                    scale == null
                            ? DenseOps.forEachExample(weights, residual)
                            : weights.times(Ops.unsqueeze(scale, 1)));
            Graph graph = residual.graph();
            graph.change(
                    "torch.add_(%s, torch.narrow(%s, 1, 0, %d))", residual.stored(), product.like(residual), channels);
            graph.change(
                    "torch.add_(%s, torch.narrow(%s, 1, %d, %d))",
                    skips.stored(), product.like(residual), channels, skip);
        }
    }
}
