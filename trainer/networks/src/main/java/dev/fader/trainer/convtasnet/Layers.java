package dev.fader.trainer.convtasnet;

import dev.fader.trainer.graph.Ops;
import dev.fader.trainer.graph.Parameter.Initializer;
import dev.fader.trainer.graph.Scope;
import dev.fader.trainer.graph.TwoPaths.Convolution;
import dev.fader.trainer.graph.Value;

/** Layers with their parameters, under the names of Asteroid's state dict. */
final class Layers {

    /** Of global layer normalisation, as Asteroid sets it. */
    private static final double EPSILON = 1e-8;

    private static final double PRELU_SLOPE = 0.25;

    private Layers() {}

    /** 1×1 convolution. @param x (B, I, F); @return (B, out, F) */
    static Value pointwise(Scope scope, Value x, int out) {
        return pointwise(scope, x, out, Initializer.uniformFanIn(x.dim(1)));
    }

    static Value pointwise(Scope scope, Value x, int out, Initializer initializer) {
        return convolution(scope, x.dim(1), out, initializer).of(x);
    }

    /** A 1×1 convolution that is still to be applied. */
    static Convolution convolution(Scope scope, long in, int out) {
        return convolution(scope, in, out, Initializer.uniformFanIn(in));
    }

    private static Convolution convolution(Scope scope, long in, int out, Initializer initializer) {
        Value weight = scope.parameter("weight", initializer, out, in, 1);
        return new Convolution(weight, scope.parameter("bias", initializer, out));
    }

    /** Dilated convolution of each channel by itself, padded to keep F. @param x (B, C, F) */
    static Value depthwise(Scope scope, Value x, int kernel, int dilation) {
        Value weight = scope.parameter("weight", Initializer.uniformFanIn(kernel), x.dim(1), 1, kernel);
        return Ops.depthwise(x, weight, scope.parameter("bias", Initializer.uniformFanIn(kernel), x.dim(1)), dilation);
    }

    /** Normalisation over channels and frames, one gain and offset per channel. @param x (B, C, F) */
    static Value globalLayerNorm(Scope scope, Value x) {
        Value gamma = scope.parameter("gamma", Initializer.constant(1), x.dim(1));
        return Ops.globalLayerNorm(x, gamma, scope.parameter("beta", Initializer.constant(0), x.dim(1)), EPSILON);
    }

    /** One slope for all channels. */
    static Value prelu(Scope scope, Value x) {
        return Ops.prelu(x, scope.parameter("weight", Initializer.constant(PRELU_SLOPE), 1));
    }
}
