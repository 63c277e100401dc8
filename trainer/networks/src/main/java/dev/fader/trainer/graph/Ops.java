package dev.fader.trainer.graph;

import static dev.fader.trainer.graph.Value.ANY;

/** Tensor operations with their shapes. Axes: B batch, K sources, N filters, C channels, F frames, L samples. */
public final class Ops {

    private Ops() {}

    /** Convolution without padding or bias. @param x (B, I, L); weight (O, I, kernel). @return (B, O, F) */
    public static Value conv1d(Value x, Value weight, int stride) {
        expect(x.dim(1) == weight.dim(1), "conv1d", x, weight);
        Graph graph = x.graph();
        long[] out = dims(x.dim(0), weight.dim(0), ANY);
        return graph.keep(
                graph.emit(out, "torch.conv1d(%s, %s, None, [%d])", x.expression(), weight.expression(), stride));
    }

    /**
     * 1×1 convolution.
     *
     * @param x (B, I, F)
     * @param weight (O, I, 1)
     * @param bias (O)
     * @return (B, O, F)
     */
    public static Value pointwise(Value x, Value weight, Value bias) {
        expect(x.dim(1) == weight.dim(1), "pointwise", x, weight);
        return switch (x) {
            case FoldedNorm norm -> norm.pointwise(weight, bias);
            case FoldedPaths.Residual residual -> residual.pointwise(weight, bias);
            default -> Pointwise.of(x, weight, bias);
        };
    }

    /**
     * Convolution of each channel with its own kernel, dilated, padded to keep F.
     *
     * @param x (B, C, F)
     * @param weight (C, 1, kernel), of odd length
     * @param bias (C)
     */
    public static Value depthwise(Value x, Value weight, Value bias, int dilation) {
        expect(x.dim(1) == weight.dim(0), "depthwise", x, weight);
        return x instanceof FoldedNorm norm
                ? norm.depthwise(weight, bias, dilation)
                : Depthwise.of(x, weight, bias, dilation);
    }

    /** Transposed convolution without padding or bias. @param x (B, I, F); weight (I, O, kernel). @return (B, O, L) */
    public static Value convTranspose1d(Value x, Value weight, int stride) {
        expect(x.dim(1) == weight.dim(0), "conv_transpose1d", x, weight);
        if ((x.graph().form().gpu() || x.graph().form().folded() || x.half()) && OverlapAdd.fits(weight, stride)) {
            return OverlapAdd.decode(x, weight, stride);
        }
        return x.graph()
                .emit(
                        dims(x.dim(0), weight.dim(1), ANY),
                        "torch.conv_transpose1d(%s, %s, None, [%d])",
                        x.expression(),
                        weight.expression(),
                        stride);
    }

    /**
     * Convolution with bias, padded with as many zeros at either end.
     *
     * @param x (B, I, L)
     * @param weight (O, I, kernel)
     * @param bias (O)
     * @return (B, O, (L + 2·padding − kernel) / stride + 1)
     */
    public static Value convolution(Value x, Value weight, Value bias, int stride, int padding) {
        expect(x.dim(1) == weight.dim(1), "convolution", x, weight);
        long length = x.dim(2) == ANY ? ANY : (x.dim(2) + 2L * padding - weight.dim(2)) / stride + 1;
        return x.graph()
                .emit(
                        dims(x.dim(0), weight.dim(0), length),
                        "torch.conv1d(%s, %s, %s, [%d], [%d])",
                        x.expression(),
                        weight.expression(),
                        bias.expression(),
                        stride,
                        padding);
    }

    /**
     * Transposed convolution with bias, of whose result as much is cut off at either end.
     *
     * @param x (B, I, F)
     * @param weight (I, O, kernel)
     * @param bias (O)
     * @return (B, O, (F − 1)·stride + kernel − 2·padding)
     */
    public static Value transposedConvolution(Value x, Value weight, Value bias, int stride, int padding) {
        expect(x.dim(1) == weight.dim(0), "transposed convolution", x, weight);
        long length = x.dim(2) == ANY ? ANY : (x.dim(2) - 1) * stride + weight.dim(2) - 2L * padding;
        return x.graph()
                .emit(
                        dims(x.dim(0), weight.dim(1), length),
                        "torch.conv_transpose1d(%s, %s, %s, [%d], [%d])",
                        x.expression(),
                        weight.expression(),
                        bias.expression(),
                        stride,
                        padding);
    }

    /** Normalises over channels and frames with biased variance. @param x (B, C, F); gamma, beta (C) */
    public static Value globalLayerNorm(Value x, Value gamma, Value beta, double epsilon) {
        expect(x.dim(1) == gamma.dim(0), "global layer norm", x, gamma);
        return GlobalLayerNorm.of(x, gamma, beta, epsilon);
    }

    /** @param slope one value for all channels, (1) */
    public static Value prelu(Value x, Value slope) {
        return Prelu.of(x, slope);
    }

    public static Value sigmoid(Value x) {
        return sameNumbers(x, "torch.sigmoid(%s)", x.stored());
    }

    public static Value relu(Value x) {
        return sameNumbers(x, "torch.relu(%s)", x.stored());
    }

    public static Value tanh(Value x) {
        return x.graph().emit(x.dims(), "torch.tanh(%s)", x.expression());
    }

    /** x, or slope·x where x is negative. */
    public static Value leakyRelu(Value x, double slope) {
        return x.graph().emit(x.dims(), "torch.leaky_relu(%s, %s)", x.expression(), Graph.literal(slope));
    }

    public static Value softmax(Value x, int axis) {
        return sameNumbers(x, "torch.softmax(%s, %d)", x.stored(), axis);
    }

    public static Value abs(Value x) {
        return x.graph().emit(x.dims(), "torch.abs(%s)", x.expression());
    }

    public static Value log10(Value x) {
        return x.graph().emit(x.dims(), "torch.log10(%s)", x.expression());
    }

    /** Natural logarithm. */
    public static Value log(Value x) {
        return x.graph().emit(x.dims(), "torch.log(%s)", x.expression());
    }

    public static Value sqrt(Value x) {
        return x.graph().emit(x.dims(), "torch.sqrt(%s)", x.expression());
    }

    public static Value clamp(Value x, double least, double most) {
        return x.graph()
                .emit(x.dims(), "torch.clamp(%s, %s, %s)", x.expression(), Graph.literal(least), Graph.literal(most));
    }

    /** The larger of two, element by element. */
    public static Value maximum(Value a, Value b) {
        return elementwise("maximum", a, b);
    }

    /** A part of one axis. */
    public static Value narrow(Value x, int axis, int start, int length) {
        long[] out = x.dims();
        out[axis] = length;
        return x.graph().emit(out, "torch.narrow(%s, %d, %d, %d)", x.expression(), axis, start, length);
    }

    /** One after the other along an axis; in all others they are alike. */
    public static Value concat(int axis, Value first, Value second) {
        long[] out = first.dims();
        for (int i = 0; i < out.length; i++) {
            boolean alike = first.dim(i) == second.dim(i) || first.dim(i) == ANY || second.dim(i) == ANY;
            expect(i == axis || alike, "concat along axis " + axis, first, second);
        }
        boolean known = out[axis] != ANY && second.dim(axis) != ANY;
        out[axis] = known ? out[axis] + second.dim(axis) : ANY;
        return first.graph().emit(out, "torch.cat([%s, %s], %d)", first.expression(), second.expression(), axis);
    }

    public static Value square(Value x) {
        return x.graph().emit(x.dims(), "torch.square(%s)", x.expression());
    }

    /** Sum over one axis, which disappears. */
    public static Value sum(Value x, int axis) {
        return x.graph().emit(without(x.dims(), axis), "torch.sum(%s, [%d])", x.expression(), axis);
    }

    /** Mean over one axis, which disappears. */
    public static Value mean(Value x, int axis) {
        return x.graph().emit(without(x.dims(), axis), "torch.mean(%s, [%d])", x.expression(), axis);
    }

    /** Sum over all elements: a scalar. */
    public static Value sum(Value x) {
        return x.graph().emit(dims(), "torch.sum(%s)", x.expression());
    }

    /** Mean over all elements: a scalar. */
    public static Value mean(Value x) {
        return x.graph().emit(dims(), "torch.mean(%s)", x.expression());
    }

    /** Inserts an axis of length 1. */
    public static Value unsqueeze(Value x, int axis) {
        long[] in = x.dims();
        long[] out = new long[in.length + 1];
        for (int i = 0; i < out.length; i++) {
            out[i] = i < axis ? in[i] : i == axis ? 1 : in[i - 1];
        }
        // frames are the last axis of what is kept otherwise
        return axis < in.length
                ? x.graph().emitKept(x.kept(), out, "torch.unsqueeze(%s, %d)", x.stored(), axis)
                : x.graph().emit(out, "torch.unsqueeze(%s, %d)", x.expression(), axis);
    }

    /** Splits the second axis. @param x (B, outer·inner, F). @return (B, outer, inner, F) */
    public static Value splitChannels(Value x, long outer, long inner) {
        expect(x.dim(1) == outer * inner, "split into " + outer + " × " + inner, x, x);
        return x.graph()
                .emitKept(
                        x.kept(),
                        dims(x.dim(0), outer, inner, x.dim(2)),
                        "torch.unflatten(%s, 1, [%d, %d])",
                        x.stored(),
                        outer,
                        inner);
    }

    /** Weighted sums over the sources. @param weights (B, R, K). @param parts (B, K, N, F). @return (B, R, N, F) */
    public static Value combineSources(Value weights, Value parts) {
        expect(weights.dim(2) == parts.dim(1), "combine sources", weights, parts);
        return parts.graph()
                .emitKept(
                        parts.kept(),
                        dims(parts.dim(0), weights.dim(1), parts.dim(2), parts.dim(3)),
                        "torch.einsum(\"brk,bknf->brnf\", [%s, %s])",
                        weights.like(parts),
                        parts.stored());
    }

    /** Merges the first two axes. @return (B·K, …) */
    public static Value mergeLeading(Value x) {
        long[] in = x.dims();
        long[] out = new long[in.length - 1];
        System.arraycopy(in, 1, out, 0, out.length);
        out[0] = ANY;
        return x.graph().emitKept(x.kept(), out, "torch.flatten(%s, 0, 1)", x.stored());
    }

    /** Splits the first axis into (B, k), the inverse of {@link #mergeLeading}. */
    public static Value splitLeading(Value x, long k) {
        long[] in = x.dims();
        long[] out = new long[in.length + 1];
        System.arraycopy(in, 0, out, 1, in.length);
        out[0] = ANY;
        out[1] = k;
        return x.graph().emit(out, "torch.unflatten(%s, 0, [-1, %d])", x.expression(), k);
    }

    /** Removes an axis of length 1. */
    public static Value squeeze(Value x, int axis) {
        return x.graph().emit(without(x.dims(), axis), "torch.squeeze(%s, %d)", x.expression(), axis);
    }

    /** Pads the last axis with zeros on the right to the length of another value's last axis. */
    public static Value padRightTo(Value x, Value like) {
        return x.graph()
                .emit(
                        x.dims(),
                        "torch.constant_pad_nd(%s, [0, torch.sub(torch.size(%s, -1), torch.size(%s, -1))])",
                        x.expression(),
                        like.expression(),
                        x.expression());
    }

    /**
     * Cuts the last axis into windows, each a row of the first; the last one is filled up with zeros.
     *
     * @param x (B, C, L)
     * @return (B·windows, C, samples)
     */
    public static Value cutWindows(Value x, int samples) {
        String in = x.expression();
        Value whole = x.graph()
                .emit(
                        dims(x.dim(0), x.dim(1), ANY),
                        "torch.constant_pad_nd(%s, [0, torch.sub(torch.mul(torch.floordiv(torch.add(torch.size(%s, 2), %d), %d),"
                                + " %d), torch.size(%s, 2))])",
                        in,
                        in,
                        samples - 1,
                        samples,
                        samples,
                        in);
        return x.graph()
                .emit(
                        dims(ANY, x.dim(1), samples),
                        "torch.flatten(torch.permute(torch.unflatten(%s, 2, [-1, %d]), [0, 2, 1, 3]), 0, 1)",
                        whole.expression(),
                        samples);
    }

    /** Joins what {@link #cutWindows} cut. @param x (B·windows, C, samples). @param like (B, …, L). @return (B, C, L) */
    public static Value joinWindows(Value x, Value like) {
        return x.graph()
                .emit(
                        dims(like.dim(0), x.dim(1), like.dim(-1)),
                        "torch.narrow(torch.flatten(torch.permute(torch.unflatten(%s, 0, [torch.size(%s, 0), -1]),"
                                + " [0, 2, 1, 3]), 2, 3), 2, 0, torch.size(%s, -1))",
                        x.expression(),
                        like.expression(),
                        like.expression());
    }

    static Value elementwise(String operation, Value a, Value b) {
        int rank = Math.max(a.rank(), b.rank());
        long[] out = new long[rank];
        for (int i = 1; i <= rank; i++) {
            long p = i <= a.rank() ? a.dim(-i) : 1;
            long q = i <= b.rank() ? b.dim(-i) : 1;
            expect(p == q || p == 1 || q == 1 || p == ANY || q == ANY, operation, a, b);
            out[rank - i] = p == ANY || q == ANY ? ANY : Math.max(p, q);
        }
        if (a.kept().equals(b.kept())) {
            return a.graph().emitKept(a.kept(), out, "torch.%s(%s, %s)", operation, a.stored(), b.stored());
        }
        boolean promoted = !a.kept().padded() && !b.kept().padded() && Math.min(a.rank(), b.rank()) > 0;
        return a.graph()
                .emit(
                        out,
                        "torch.%s(%s, %s)",
                        operation,
                        promoted ? a.stored() : a.expression(),
                        promoted ? b.stored() : b.expression());
    }

    /** An operation whose result is of the shape of x, and kept in its numbers. */
    private static Value sameNumbers(Value x, String format, Object... arguments) {
        return x.graph().emitKept(x.kept(), x.dims(), format, arguments);
    }

    static long[] dims(long... dims) {
        return dims;
    }

    private static long[] without(long[] dims, int axis) {
        long[] out = new long[dims.length - 1];
        for (int i = 0; i < out.length; i++) {
            out[i] = dims[i < axis ? i : i + 1];
        }
        return out;
    }

    static void expect(boolean fits, String operation, Value a, Value b) {
        if (!fits) {
            throw new IllegalArgumentException("%s: shapes %s and %s do not fit".formatted(operation, a, b));
        }
    }
}
