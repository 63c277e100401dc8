package dev.fader.trainer.convtasnet;

import static dev.fader.trainer.convtasnet.Layers.depthwise;
import static dev.fader.trainer.convtasnet.Layers.globalLayerNorm;
import static dev.fader.trainer.convtasnet.Layers.pointwise;
import static dev.fader.trainer.convtasnet.Layers.prelu;

import dev.fader.trainer.graph.Scope;
import dev.fader.trainer.graph.TwoPaths;
import dev.fader.trainer.graph.Value;

/** One-dimensional convolutional block of Conv-TasNet's separator (Luo and Mesgarani 2019, Fig. 1C). */
record TemporalBlock(int hidden, int skip, int kernel, int dilation) {

    /** @param paths residual (B, bottleneck, F) and the sum of skips (B, skip, F), both of which it adds to */
    void apply(Scope scope, TwoPaths paths) {
        Scope shared = scope.in("shared_block");
        Value y = paths.residual();
        Value u = prelu(shared.in(1), pointwise(shared.in(0), y, hidden));
        Value v = depthwise(shared.in(3), globalLayerNorm(shared.in(2), u), kernel, dilation);
        Value w = globalLayerNorm(shared.in(5), prelu(shared.in(4), v));
        paths.add(
                w,
                Layers.convolution(scope.in("res_conv"), hidden, (int) y.dim(1)),
                Layers.convolution(scope.in("skip_conv"), hidden, skip));
    }
}
