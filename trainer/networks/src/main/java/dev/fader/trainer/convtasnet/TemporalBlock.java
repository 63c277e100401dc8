package dev.fader.trainer.convtasnet;

import static dev.fader.trainer.convtasnet.Layers.depthwise;
import static dev.fader.trainer.convtasnet.Layers.globalLayerNorm;
import static dev.fader.trainer.convtasnet.Layers.pointwise;
import static dev.fader.trainer.convtasnet.Layers.prelu;

import dev.fader.trainer.graph.Scope;
import dev.fader.trainer.graph.Value;

/** One-dimensional convolutional block of Conv-TasNet's separator (Luo and Mesgarani 2019, Fig. 1C). */
record TemporalBlock(int hidden, int skip, int kernel, int dilation) {

    /** What a block hands on: the residual path (B, bottleneck, F) and its part of the sum of skips (B, skip, F). */
    record Paths(Value residual, Value skip) {}

    /** @param y residual path, (B, bottleneck, F) */
    Paths apply(Scope scope, Value y) {
        Scope shared = scope.in("shared_block");
        Value u = prelu(shared.in(1), pointwise(shared.in(0), y, hidden));
        Value v = depthwise(shared.in(3), globalLayerNorm(shared.in(2), u), kernel, dilation);
        Value w = globalLayerNorm(shared.in(5), prelu(shared.in(4), v));
        Value residual = pointwise(scope.in("res_conv"), w, (int) y.dim(1));
        return new Paths(y.plus(residual), pointwise(scope.in("skip_conv"), w, skip));
    }
}
