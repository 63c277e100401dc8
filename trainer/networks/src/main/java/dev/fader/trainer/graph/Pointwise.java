package dev.fader.trainer.graph;

/** 1×1 convolutions in their forms. */
final class Pointwise {

    private Pointwise() {}

    /** With the same weights for all examples. @param x (B, I, F); weight (O, I, 1); bias (O). @return (B, O, F) */
    static Value of(Value x, Value weight, Value bias) {
        String product = switch (x.graph().form().products()) {
            case BATCHED ->
                "torch.baddbmm(torch.unsqueeze(%s, 1), torch.expand(torch.unsqueeze(torch.squeeze(%s, 2), 0),"
                                .formatted(bias.factor(), weight.factor())
                        + " [torch.size(%s, 0), -1, -1]), %s)".formatted(x.stored(), x.factor());
            case CONVOLVED -> "torch.conv1d(%s, %s, %s)".formatted(x.factor(), weight.factor(), bias.factor());
        };
        return result(x, weight.dim(0), product);
    }

    /** With weights of each example. @param x (B, I, F); weights (B, O, I); offsets (B, O). @return (B, O, F) */
    static Value ofEach(Value x, Value weights, Value offsets) {
        String product = switch (x.graph().form().products()) {
            case BATCHED ->
                "torch.baddbmm(torch.unsqueeze(%s, 2), %s, %s)"
                        .formatted(offsets.factor(), weights.factor(), x.factor());
            case CONVOLVED -> convolved(x, weights, "torch.reshape(%s, [-1])".formatted(offsets.factor()));
        };
        return result(x, weights.dim(1), product);
    }

    /** The same without offsets. */
    static Value ofEach(Value x, Value weights) {
        String product = switch (x.graph().form().products()) {
            case BATCHED -> "torch.bmm(%s, %s)".formatted(weights.factor(), x.factor());
            case CONVOLVED -> convolved(x, weights, "None");
        };
        return result(x, weights.dim(1), product);
    }

    /** The examples beside each other, as groups of one convolution. */
    private static String convolved(Value x, Value weights, String bias) {
        return ("torch.unflatten(torch.squeeze(torch.conv1d(torch.unsqueeze(torch.flatten(%s, 0, 1), 0),"
                        + " torch.reshape(%s, [-1, %d, 1]), %s, [1], [0], [1], torch.size(%s, 0)), 0), 0, [-1, %d])")
                .formatted(x.factor(), weights.factor(), x.dim(1), bias, x.stored(), weights.dim(1));
    }

    /** In the numbers that x is kept in. */
    private static Value result(Value x, long channels, String product) {
        Graph graph = x.graph();
        long[] out = Ops.dims(x.dim(0), channels, x.dim(2));
        return graph.fresh(
                graph.precision() == Precision.FP32 || x.half()
                        ? graph.emitKept(x.kept(), out, "%s", product)
                        : graph.emit(out, "torch.to(%s, %d)", product, Precision.FP32.type()));
    }
}
