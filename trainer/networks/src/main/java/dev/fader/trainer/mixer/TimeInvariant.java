package dev.fader.trainer.mixer;

import dev.fader.trainer.graph.DenseOps;
import dev.fader.trainer.graph.Parameter.Initializer;
import dev.fader.trainer.graph.Scope;
import dev.fader.trainer.graph.Value;

/** A 1×1 convolution without bias: one W for all segments of all songs (paper, section 3.1). */
public record TimeInvariant() implements Weigher {

    @Override
    public Value weights(Scope scope, Value x, int outputs) {
        Value weights = scope.parameter("weight", Initializer.uniformFanIn(x.dim(1)), x.dim(1), outputs);
        return DenseOps.forEachExample(weights, x);
    }

    @Override
    public void requireSegment(int samples) {
        // any length will do
    }
}
