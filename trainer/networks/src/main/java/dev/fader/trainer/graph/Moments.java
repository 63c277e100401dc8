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
        return new Moments("torch.unsqueeze(%s, 1)".formatted(mean), "torch.unsqueeze(%s, 1)".formatted(variance));
    }

    /**
     * {@code E(x²) − E(x)²}, squares summed channel by channel: a processor adds them up one after the other, and over all
     * frames of all channels that costs three digits.
     */
    private static Moments byTwoSums(Value x) {
        Graph graph = x.graph();
        long[] out = Ops.dims(x.dim(0), 1);
        String count = "torch.mul(%d, torch.size(%s, 2))".formatted(x.dim(1), x.stored());
        Value mean = graph.emit(
                out,
                "torch.unsqueeze(torch.div(torch.sum(%s, [1, 2], False, dtype=%d), %s), 1)",
                x.stored(),
                Precision.FP32.type(),
                count);
        Value energy = graph.emit(
                out,
                "torch.sum(torch.square(torch.linalg_vector_norm(%s, 2, [2], False, dtype=%d)), [1], True)",
                x.stored(),
                Precision.FP32.type());
        Value variance = graph.emit(
                out, "torch.sub(torch.div(%s, %s), torch.square(%s))", energy.expression(), count, mean.expression());
        return new Moments(mean.expression(), variance.expression());
    }
}
