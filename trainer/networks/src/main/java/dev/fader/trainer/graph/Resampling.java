package dev.fader.trainer.graph;

import static dev.fader.trainer.graph.Value.ANY;

/** Half as many samples or twice as many, as U-Nets take them. Axes: B batch, C channels, L samples. */
public final class Resampling {

    private static final long TO_THE_END = Long.MAX_VALUE;

    private Resampling() {}

    /** The mean of each two neighbours. @param x (B, C, 2·L). @return (B, C, L) */
    public static Value averagePool(Value x) {
        return x.graph().emit(halved(x), "torch.avg_pool1d(%s, [2], [2])", x.expression());
    }

    /** Every second sample, from the first on. @param x (B, C, 2·L). @return (B, C, L) */
    public static Value decimate(Value x) {
        return x.graph().emit(halved(x), "torch.slice(%s, 2, 0, %d, 2)", x.expression(), TO_THE_END);
    }

    /** Each sample twice. @param x (B, C, L). @return (B, C, 2·L) */
    public static Value nearest(Value x) {
        return x.graph()
                .emit(
                        doubled(x),
                        "torch.flatten(torch.expand(torch.unsqueeze(%s, 3), [-1, -1, -1, 2]), 2, 3)",
                        x.expression());
    }

    /**
     * Each sample, and after it the mean of it and the next; after the last it again, as the authors of Wave-U-Net do where
     * they pad.
     *
     * @param x (B, C, L)
     * @return (B, C, 2·L)
     */
    public static Value linear(Value x) {
        String in = x.expression();
        Value next = x.graph()
                .emit(
                        x.dims(),
                        "torch.cat([torch.slice(%s, 2, 1, %d, 1), torch.slice(%s, 2, -1, %d, 1)], 2)",
                        in,
                        TO_THE_END,
                        in,
                        TO_THE_END);
        Value between = x.plus(next).times(0.5);
        return x.graph().emit(doubled(x), "torch.flatten(torch.stack([%s, %s], 3), 2, 3)", in, between.expression());
    }

    private static long[] halved(Value x) {
        Ops.expect(x.dim(2) == ANY || x.dim(2) % 2 == 0, "half as many samples", x, x);
        return Ops.dims(x.dim(0), x.dim(1), x.dim(2) == ANY ? ANY : x.dim(2) / 2);
    }

    private static long[] doubled(Value x) {
        return Ops.dims(x.dim(0), x.dim(1), x.dim(2) == ANY ? ANY : 2 * x.dim(2));
    }
}
