package dev.fader.trainer.graph;

import org.jspecify.annotations.Nullable;

/**
 * The two paths of a stack of blocks, each of which adds to both: the residual path, which the next block hears, and the skip
 * path.
 */
public abstract sealed class TwoPaths permits TwoPaths.Plain, FoldedPaths {

    /**
     * Before the first block.
     *
     * @param residual (B, C, F), not to be used by anything else
     * @param skip S, channels of the skip path
     */
    public static TwoPaths of(Value residual, int skip) {
        Form form = residual.graph().form();
        return form.folded() ? FoldedPaths.from(residual, skip) : new Plain(residual);
    }

    /** (B, C, F), to be used before the next change. */
    public abstract Value residual();

    /**
     * Adds what a block has made, under a 1×1 convolution for each path.
     *
     * @param x (B, H, F)
     * @param toResidual of H to C channels
     * @param toSkip of H to S channels
     */
    public abstract void add(Value x, Convolution toResidual, Convolution toSkip);

    /** Scales and shifts the channels of the residual path. @param scale (B, C, 1); shift likewise */
    public abstract void modulate(Value scale, Value shift);

    /** What the skip path has come to, (B, S, F). @throws IllegalArgumentException if there was no block */
    public abstract Value skips();

    /** A 1×1 convolution. @param weight (O, I, 1); bias (O) */
    public record Convolution(Value weight, Value bias) {

        public Value of(Value x) {
            return Ops.pointwise(x, weight, bias);
        }
    }

    static IllegalArgumentException noBlock() {
        return new IllegalArgumentException("the separator needs at least one block");
    }

    /** Each convolution by itself, and its result added in 32 bits: a path is a sum over all blocks. */
    static final class Plain extends TwoPaths {

        private final Graph graph;
        private Value residual;
        private @Nullable Value skips;

        Plain(Value residual) {
            this.graph = residual.graph();
            this.residual = cut(residual.plain());
        }

        @Override
        public Value residual() {
            return graph.keep(residual);
        }

        @Override
        public void add(Value x, Convolution toResidual, Convolution toSkip) {
            Value skip = toSkip.of(x);
            skips = cut(skips == null ? skip.plain() : skips.plus(skip));
            residual = cut(residual.plus(toResidual.of(x)));
        }

        @Override
        public void modulate(Value scale, Value shift) {
            residual = cut(residual.times(scale).plus(shift));
        }

        @Override
        public Value skips() {
            if (skips == null) {
                throw noBlock();
            }
            return graph.keep(skips);
        }

        /** Where norms are cuts, so is what goes past them: its gradient is then gone through block by block. */
        private Value cut(Value path) {
            return graph.cutsNorms() ? graph.cut(path, path, gradient -> gradient) : path;
        }
    }
}
