package dev.fader.trainer.graph;

import dev.fader.trainer.graph.Parameter.Initializer;

/**
 * A convolution with bias that keeps the length: as many zeros are before the signal as after it.
 *
 * @param filters channels of the result
 * @param kernel taps; odd
 */
public record SameConvolution(int filters, int kernel) {

    public SameConvolution {
        if (filters < 1 || kernel < 1 || kernel % 2 == 0) {
            throw new IllegalArgumentException(
                    "a convolution that keeps the length needs filters and an odd kernel, not %d and %d"
                            .formatted(filters, kernel));
        }
    }

    /** @param x (B, C, L). @return (B, filters, L) */
    public Value apply(Scope scope, Value x) {
        Value weight = scope.parameter("weight", Initializer.glorotUniform(), filters, x.dim(1), kernel);
        Value bias = scope.parameter("bias", Initializer.constant(0), filters);
        return kernel == 1 ? Ops.pointwise(x, weight, bias) : Ops.convolution(x, weight, bias, 1, kernel / 2);
    }
}
