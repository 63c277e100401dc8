package dev.fader.trainer.graph;

import java.util.Arrays;

/** Operations of fully connected layers with their shapes. Axes beside those of {@link Ops}: I in, O out, S tokens, T samples. */
public final class DenseOps {

    private DenseOps() {}

    /** A fully connected layer along the last axis. @param x (B, S, I); weight (O, I); bias (O). @return (B, S, O) */
    public static Value linear(Value x, Value weight, Value bias) {
        expect(x.dim(-1) == weight.dim(1), "linear", x, weight);
        long[] out = x.dims();
        out[out.length - 1] = weight.dim(0);
        return x.graph().emit(out, "torch.linear(%s, %s, %s)", x.expression(), weight.expression(), bias.expression());
    }

    /** Normalises along the last axis with biased variance (Ba, Kiros and Hinton 2016). @param x (…, I); gamma, beta (I) */
    public static Value layerNorm(Value x, Value gamma, Value beta, double epsilon) {
        expect(x.dim(-1) == gamma.dim(0), "layer norm", x, gamma);
        return x.graph()
                .emit(
                        x.dims(),
                        "torch.layer_norm(%s, [%d], %s, %s, %s)",
                        x.expression(),
                        gamma.dim(0),
                        gamma.expression(),
                        beta.expression(),
                        Graph.literal(epsilon));
    }

    /** The Gaussian error linear unit, exact (Hendrycks and Gimpel 2016). */
    public static Value gelu(Value x) {
        return x.graph().emit(x.dims(), "torch.gelu(%s)", x.expression());
    }

    /**
     * Elements are zero with a probability, and the others larger by as much, in a program that trains; in use it is nothing.
     * Which ones is drawn from the engine's generator ({@code Torch.seed}).
     */
    public static Value dropout(Value x, double probability) {
        if (probability == 0 || !x.graph().training()) {
            return x;
        }
        return x.graph().emit(x.dims(), "torch.dropout(%s, %s, True)", x.expression(), Graph.literal(probability));
    }

    /**
     * Weighted sums of channels, {@code Y = X·W} of each segment with the samples last.
     *
     * @param weights (B, I, O), or (I, O) for all segments
     * @param x (B, I, T)
     * @return (B, O, T)
     */
    public static Value mixChannels(Value weights, Value x) {
        expect(weights.dim(-2) == x.dim(1), "mix channels", weights, x);
        return x.graph()
                .emit(
                        new long[] {x.dim(0), weights.dim(-1), x.dim(2)},
                        "torch.matmul(torch.transpose(%s, -2, -1), %s)",
                        weights.expression(),
                        x.expression());
    }

    /** The same elements in another shape. @param dims one of them may be {@link Value#ANY} */
    public static Value reshape(Value x, long... dims) {
        return x.graph().emit(dims, "torch.reshape(%s, %s)", x.expression(), Arrays.toString(dims));
    }

    /** The last two axes exchanged. */
    public static Value transposed(Value x) {
        long[] out = x.dims();
        out[out.length - 1] = x.dim(-2);
        out[out.length - 2] = x.dim(-1);
        return x.graph().emit(out, "torch.transpose(%s, -2, -1)", x.expression());
    }

    /** The same for every example. @param x (…). @param like (B, …). @return (B, …) */
    public static Value forEachExample(Value x, Value like) {
        long[] out = new long[x.rank() + 1];
        System.arraycopy(x.dims(), 0, out, 1, x.rank());
        out[0] = like.dim(0);
        return x.graph()
                .emit(
                        out,
                        "torch.expand(torch.unsqueeze(%s, 0), [torch.size(%s, 0)%s])",
                        x.expression(),
                        like.stored(),
                        ", -1".repeat(x.rank()));
    }

    private static void expect(boolean fits, String operation, Value a, Value b) {
        if (!fits) {
            throw new IllegalArgumentException("%s: shapes %s and %s do not fit".formatted(operation, a, b));
        }
    }
}
