package dev.fader.trainer.graph;

/**
 * Mean and biased variance of each example, over channels and frames, in 32 bits.
 *
 * @param mean expression, (B, 1)
 * @param variance likewise
 */
record Moments(String mean, String variance) {

    /** @param x (B, C, F) */
    static Moments of(Value x) {
        return x.graph().form().moments() == Form.Moments.ONE_PASS && !x.half() ? inOnePass(x) : byTwoSums(x);
    }

    private static Moments inOnePass(Value x) {
        Graph graph = x.graph();
        String variance = graph.temporary();
        String mean = graph.temporary();
        graph.statement("%s, %s, = torch.var_mean(%s, [1, 2], correction=0)".formatted(variance, mean, x.stored()));
        Moments ofAll =
                new Moments("torch.unsqueeze(%s, 1)".formatted(mean), "torch.unsqueeze(%s, 1)".formatted(variance));
        return x.kept().padded() ? ofAll.withoutPadding(x) : ofAll;
    }

    /** Zeros beyond the last frame add nothing to a sum, and are not to be counted. */
    private Moments withoutPadding(Value x) {
        Graph graph = x.graph();
        long[] out = Ops.dims(x.dim(0), 1);
        String ratio = graph.temporary();
        graph.statement("%s = torch.div(torch.size(%s, 2), %s)"
                .formatted(ratio, x.stored(), x.kept().frames()));
        Value real = graph.emit(out, "torch.mul(%s, %s)", mean, ratio);
        Value energy = graph.emit(out, "torch.mul(torch.add(%s, torch.square(%s)), %s)", variance, mean, ratio);
        return new Moments(
                real.expression(),
                graph.emit(out, "torch.sub(%s, torch.square(%s))", energy.expression(), real.expression())
                        .expression());
    }

    /**
     * {@code E(x²) − E(x)²}, squares summed channel by channel: a processor adds them up one after the other, and over all
     * frames of all channels that costs three digits.
     */
    private static Moments byTwoSums(Value x) {
        Graph graph = x.graph();
        long[] out = Ops.dims(x.dim(0), 1);
        String frames = x.kept().padded() ? x.kept().frames() : "torch.size(%s, 2)".formatted(x.stored());
        String count = "torch.mul(%d, %s)".formatted(x.dim(1), frames);
        // a processor would convert halves for each of the two sums
        String values = x.half() && graph.form().foldedOnProcessor()
                ? graph.emit(x.dims(), "torch.to(%s, %d)", x.stored(), Precision.FP32.type())
                        .expression()
                : x.stored();
        Value mean = graph.emit(
                out,
                "torch.unsqueeze(torch.div(torch.sum(%s, [1, 2], False, dtype=%d), %s), 1)",
                values,
                Precision.FP32.type(),
                count);
        Value energy = graph.emit(
                out,
                "torch.sum(torch.square(torch.linalg_vector_norm(%s, 2, [2], False, dtype=%d)), [1], True)",
                values,
                Precision.FP32.type());
        Value variance = graph.emit(
                out, "torch.sub(torch.div(%s, %s), torch.square(%s))", energy.expression(), count, mean.expression());
        return new Moments(mean.expression(), variance.expression());
    }
}
