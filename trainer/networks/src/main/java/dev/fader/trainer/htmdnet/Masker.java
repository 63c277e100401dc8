package dev.fader.trainer.htmdnet;

import static dev.fader.trainer.htmdnet.HtmdNet.SLOPE;

import dev.fader.trainer.graph.BatchNorm;
import dev.fader.trainer.graph.Ops;
import dev.fader.trainer.graph.Parameter.Initializer;
import dev.fader.trainer.graph.SameConvolution;
import dev.fader.trainer.graph.Scope;
import dev.fader.trainer.graph.Value;

/**
 * The masking network: Conv-TasNet with one stack of blocks, LeakyReLU for PReLU, batch for layer normalisation, and a bias
 * in encoder and decoder.
 *
 * @param filters N, of encoder, blocks and mask
 * @param bottleneck width of residual and skip paths
 * @param dilations blocks
 */
record Masker(int filters, int bottleneck, int dilations) {

    static final int STRIDE = 8;

    private static final int KERNEL = 16;
    /** To either side, so that there are L / stride frames. */
    private static final int PADDING = (KERNEL - STRIDE) / 2;

    private static final int TAPS = 3;
    private static final BatchNorm NORM = new BatchNorm(0.99, 1e-3);

    /** @param mixture (B, 1, L). @return the source that the mask lets through, (B, 1, L) */
    Value apply(Scope scope, Value mixture) {
        Value latent = encode(scope.in("encoder"), mixture);
        Value y = pointwise(scope.in("bottleneck"), NORM.apply(scope.in("norm"), latent), bottleneck);
        Value skips = null;
        for (int i = 0; i < dilations; i++) {
            Scope block = scope.in("blocks").in(i);
            Value inside = dilated(block, y, 1 << i);
            Value skip = pointwise(block.in("skip"), inside, bottleneck);
            skips = skips == null ? skip : skips.plus(skip);
            if (i < dilations - 1) {
                y = y.plus(pointwise(block.in("residual"), inside, bottleneck));
            }
        }
        if (skips == null) {
            throw new IllegalArgumentException("the masker needs at least one block");
        }
        Value mask = Ops.sigmoid(pointwise(scope.in("mask"), Ops.leakyRelu(skips, SLOPE), filters));
        return decode(scope.in("decoder"), latent.times(mask));
    }

    /** @param y residual path, (B, bottleneck, F). @return (B, N, F) */
    private Value dilated(Scope block, Value y, int dilation) {
        Value u = NORM.apply(block.in("norm1"), Ops.leakyRelu(pointwise(block.in("in"), y, filters), SLOPE));
        Scope scope = block.in("depthwise");
        Value weight = scope.parameter("weight", Initializer.uniformFanIn(TAPS), filters, 1, TAPS);
        Value v = Ops.depthwise(u, weight, scope.parameter("bias", Initializer.constant(0), filters), dilation);
        return NORM.apply(block.in("norm2"), Ops.leakyRelu(v, SLOPE));
    }

    /** @return (B, N, F) */
    private Value encode(Scope scope, Value mixture) {
        Value weight = scope.parameter("weight", Initializer.glorotUniform(), filters, 1, KERNEL);
        Value bias = scope.parameter("bias", Initializer.constant(0), filters);
        return Ops.convolution(mixture, weight, bias, STRIDE, PADDING);
    }

    /** @return (B, 1, L) */
    private Value decode(Scope scope, Value latent) {
        Value weight = scope.parameter("weight", Initializer.glorotUniform(), filters, 1, KERNEL);
        Value bias = scope.parameter("bias", Initializer.constant(0), 1);
        return Ops.transposedConvolution(latent, weight, bias, STRIDE, PADDING);
    }

    private static Value pointwise(Scope scope, Value x, int out) {
        return new SameConvolution(out, 1).apply(scope, x);
    }
}
