package dev.fader.trainer.graph;

import org.jspecify.annotations.Nullable;

/**
 * A global layer norm that is still to be applied, {@code x·scale + offset} for each channel of each example: a convolution
 * that follows takes it into its weights, and whatever else asks for the value gets it applied.
 */
final class FoldedNorm extends Value {

    private static final String TO_THE_END = Long.toString(Long.MAX_VALUE);

    private final Value x;
    /** (B, 1) */
    private final Value mean;
    /** One by the standard deviation, (B, 1). */
    private final Value inverse;
    /** (B, C) */
    private final Value scale;
    /** (B, C) */
    private final Value offset;

    private @Nullable String applied;

    /** @param x (B, C, F), whose frames beyond the last become zero; gamma, beta (C) */
    FoldedNorm(Value x, Value gamma, Value beta, double epsilon) {
        super(x.graph(), "", "", x.dims());
        this.x = x;
        if (x.kept().padded()) {
            graph().change(
                            "torch.zero_(torch.slice(%s, 2, %s, %s))",
                            x.stored(), x.kept().frames(), TO_THE_END);
        }
        Moments moments = Moments.of(x);
        long[] ofEach = Ops.dims(x.dim(0), 1);
        this.mean = graph().emit(ofEach, "%s", moments.mean());
        this.inverse =
                graph().emit(ofEach, "torch.rsqrt(torch.add(%s, %s))", moments.variance(), Graph.literal(epsilon));
        this.scale = inverse.times(gamma);
        this.offset = beta.minus(mean.times(scale));
    }

    /** (B, 1) */
    Value mean() {
        return mean;
    }

    /** One by the standard deviation, (B, 1). */
    Value inverse() {
        return inverse;
    }

    /** What is normalised, as it is. */
    Value unscaled() {
        return x;
    }

    /** (B, C) */
    Value scale() {
        return scale;
    }

    /** (B, C) */
    Value offset() {
        return offset;
    }

    /** The norm as a tensor of its own, kept as x is. @return (B, C, F) */
    Value applied() {
        return graph().emitKept(
                        x.kept(),
                        dims(),
                        "torch.addcmul(%s, %s, %s)",
                        Ops.unsqueeze(offset, 2).like(x),
                        x.stored(),
                        Ops.unsqueeze(scale, 2).like(x));
    }

    /** (B, C, F) */
    @Override
    String stored() {
        if (applied == null) {
            applied = applied().expression();
        }
        return applied;
    }

    /** The norm in the weights: {@code W·(x·scale + offset) + bias}. @param weight (O, C, 1); bias (O). @return (B, O, F) */
    Value pointwise(Value weight, Value bias) {
        Value weights = graph().emit(
                        Ops.dims(dim(0), weight.dim(0), dim(1)),
                        "torch.mul(torch.squeeze(%s, 2), torch.unsqueeze(%s, 1))",
                        weight.expression(),
                        scale.expression());
        return Pointwise.ofEach(x, weights, constant(weight, bias));
    }

    /** What the offset becomes under a product, {@code W·offset + bias}. @return (B, O) */
    Value constant(Value weight, Value bias) {
        return graph().emit(
                        Ops.dims(dim(0), weight.dim(0)),
                        "torch.addmm(%s, %s, torch.t(torch.squeeze(%s, 2)))",
                        bias.expression(),
                        offset.expression(),
                        weight.expression());
    }

    /**
     * The norm in the weights of each example and channel. Beyond the ends there are zeros, not offsets: what the bias holds
     * of offsets there is taken out of the frames that reach so far.
     *
     * @param weight (C, 1, kernel); bias (C). @return (B, C, F)
     */
    Value depthwise(Value weight, Value bias, int dilation) {
        int taps = (int) weight.dim(2);
        int middle = (taps - 1) / 2;
        Value kernels = graph().emit(
                        Ops.dims(dim(0), dim(1), taps),
                        "torch.mul(torch.unsqueeze(%s, 2), torch.squeeze(%s, 1))",
                        scale.expression(),
                        weight.expression());
        Value biases = graph().emit(
                        scale.dims(),
                        "torch.addcmul(%s, %s, torch.sum(%s, [1, 2]))",
                        bias.expression(),
                        offset.expression(),
                        weight.expression());
        Value y = graph().form().foldedOnProcessor() && !x.half()
                ? shifted(kernels, biases, middle, dilation)
                : grouped(kernels, biases, middle, dilation);
        String real = x.kept().padded()
                ? "torch.narrow(%s, 2, 0, %s)".formatted(y.stored(), x.kept().frames())
                : y.stored();
        for (int tap = 0; tap < taps; tap++) {
            int reach = Math.abs(tap - middle) * dilation;
            if (reach > 0) {
                String frames = tap < middle ? "0, " + reach : -reach + ", " + TO_THE_END;
                graph().change(
                                "torch.sub_(torch.slice(%s, 2, %s), torch.unsqueeze(torch.mul(%s, torch.select(torch.squeeze(%s, 1), 1, %d)), 2))",
                                real, frames, offset.expression(), weight.expression(), tap);
            }
        }
        return y;
    }

    /** Channels of all examples beside each other, as groups of one convolution. */
    private Value grouped(Value kernels, Value biases, int middle, int dilation) {
        long channels = dim(1);
        long taps = kernels.dim(2);
        String convolved = Depthwise.dilated(
                graph(),
                "torch.unsqueeze(torch.flatten(%s, 0, 1), 0)".formatted(x.stored()),
                "torch.reshape(%s, [-1, 1, %d])".formatted(kernels.like(x), taps),
                "torch.reshape(%s, [-1])".formatted(biases.like(x)),
                dilation * middle,
                dilation,
                "torch.mul(torch.size(%s, 0), %d)".formatted(x.stored(), channels));
        return graph().fresh(graph().emitKept(
                        x.kept(), dims(), "torch.unflatten(torch.squeeze(%s, 0), 0, [-1, %d])", convolved, channels));
    }

    /** The middle tap, and each other added in place to the frames that it reaches: on processors faster than a convolution. */
    private Value shifted(Value kernels, Value biases, int middle, int dilation) {
        Value y = graph().fresh(graph().emitKept(
                        x.kept(),
                        dims(),
                        "torch.addcmul(torch.unsqueeze(%s, 2), %s, %s)",
                        biases.expression(),
                        x.stored(),
                        tap(kernels, middle)));
        for (int tap = 0; tap < kernels.dim(2); tap++) {
            int reach = Math.abs(tap - middle) * dilation;
            if (reach > 0) {
                String later = reach + ", " + TO_THE_END;
                String earlier = "0, " + -reach;
                graph().change(
                                "torch.addcmul_(torch.slice(%s, 2, %s), torch.slice(%s, 2, %s), %s)",
                                y.stored(),
                                tap < middle ? later : earlier,
                                x.stored(),
                                tap < middle ? earlier : later,
                                tap(kernels, tap));
            }
        }
        return y;
    }

    private static String tap(Value kernels, int tap) {
        return "torch.narrow(%s, 2, %d, 1)".formatted(kernels.expression(), tap);
    }
}
