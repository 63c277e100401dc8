package dev.fader.trainer.network;

import dev.fader.trainer.graph.Ops;
import dev.fader.trainer.graph.Value;
import org.jspecify.annotations.Nullable;

/**
 * The estimate of a network that is trained for some sources: the last one is what they leave of the mixture, such as the
 * accompaniment of a voice. So its sources sum to the mixture, always.
 */
public final class TargetsAndRest implements Estimate {

    private final Value mixture;
    private final Value targets;
    private final @Nullable Value probe;
    private @Nullable Value sources;

    /**
     * @param mixture (B, 1, L)
     * @param targets what the network gives, (B, K − 1, L)
     * @param probe as {@link Estimate#probe}; null for a network that has none
     */
    public TargetsAndRest(Value mixture, Value targets, @Nullable Value probe) {
        this.mixture = mixture;
        this.targets = targets;
        this.probe = probe;
    }

    @Override
    public Value sources() {
        if (sources == null) {
            Value sum = targets.dim(1) == 1 ? targets : Ops.unsqueeze(Ops.sum(targets, 1), 1);
            sources = Ops.concat(1, targets, mixture.minus(sum));
        }
        return sources;
    }

    @Override
    public Value probe() {
        return probe == null ? Estimate.super.probe() : probe;
    }
}
