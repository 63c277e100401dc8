package dev.fader.trainer.graph;

/** Convolutions of each channel with its own kernel, in their forms. */
final class Depthwise {

    private Depthwise() {}

    /** @param x (B, C, F); weight (C, 1, kernel); bias (C) */
    static Value of(Value x, Value weight, Value bias, int dilation) {
        return x.graph().form().dilated() ? dilated(x, weight, bias, dilation) : columns(x, weight, bias, dilation);
    }

    /**
     * Frames are folded to rows of one dilation, where the kernel is a dense column: on a processor the engine has fast
     * gradients for that, and none for a dilated one.
     */
    private static Value columns(Value x, Value weight, Value bias, int dilation) {
        Graph graph = x.graph();
        String in = x.stored();
        long[] folded = Ops.dims(x.dim(0), x.dim(1), Value.ANY, dilation);
        String missing =
                "torch.sub(torch.mul(torch.floordiv(torch.add(torch.size(%s, 2), %d), %d), %d), torch.size(%s, 2))"
                        .formatted(in, dilation - 1, dilation, dilation, in);
        Value rows = graph.emit(
                folded, "torch.unflatten(torch.constant_pad_nd(%s, [0, %s]), 2, [-1, %d])", in, missing, dilation);
        Value dense = graph.emitKept(
                x.kept(),
                folded,
                "torch.conv2d(%s, torch.unsqueeze(%s, 3), %s, [1, 1], [%d, 0], [1, 1], %d)",
                rows.expression(),
                weight.like(x),
                bias.like(x),
                (weight.dim(2) - 1) / 2,
                x.dim(1));
        return graph.emitKept(
                x.kept(),
                x.dims(),
                "torch.narrow(torch.flatten(%s, 2, 3), 2, 0, torch.size(%s, 2))",
                dense.stored(),
                in);
    }

    private static Value dilated(Value x, Value weight, Value bias, int dilation) {
        return x.graph()
                .emitKept(
                        x.kept(),
                        x.dims(),
                        "%s",
                        dilated(
                                x.graph(),
                                x.stored(),
                                weight.like(x),
                                bias.like(x),
                                dilation * ((int) weight.dim(2) - 1) / 2,
                                dilation,
                                Long.toString(weight.dim(0))));
    }

    /**
     * The engine's own dilated convolution. On a GPU with a second axis of one row, dilated too: what is dilated nowhere
     * would go to another kernel, which is slow in half precision.
     *
     * @param x expression, (A, G, F); weight (G, 1, kernel); bias (G)
     * @param groups G, or an expression of it
     */
    static String dilated(Graph graph, String x, String weight, String bias, int padding, int dilation, String groups) {
        return graph.form().gpu()
                ? "torch.squeeze(torch.conv2d(torch.unsqueeze(%s, 2), torch.unsqueeze(%s, 2), %s, [1, 1], [0, %d], [2, %d], %s), 2)"
                        .formatted(x, weight, bias, padding, dilation, groups)
                : "torch.conv1d(%s, %s, %s, [1], [%d], [%d], %s)".formatted(x, weight, bias, padding, dilation, groups);
    }
}
