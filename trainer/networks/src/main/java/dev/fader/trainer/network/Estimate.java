package dev.fader.trainer.network;

import dev.fader.trainer.graph.Ops;
import dev.fader.trainer.graph.Value;

/**
 * What a network says about mixtures, of which only that is computed that is asked for. A network that can weigh its
 * sources before they become waveforms overrides the weighted forms.
 */
public interface Estimate {

    /** The sources, each by itself, (B, K, L); the same value however often it is asked for. */
    Value sources();

    /** Each source times its gain, applied as far inside the network as it can be. @param gains (B, K). @return (B, K, L) */
    default Value scaled(Value gains) {
        return sources().times(Ops.unsqueeze(gains, 2));
    }

    /** Weighted sums of the sources, {@code Σ w_brk·ŝ_bk}. @param weights (B, R, K). @return (B·R, 1, L) */
    default Value combined(Value weights) {
        return Ops.mergeLeading(Ops.combineSources(weights, Ops.unsqueeze(sources(), 2)));
    }

    /**
     * What a network with a probe says of its first sources before it refines them, for deep supervision.
     *
     * @return (B, P, L), of the first P sources
     * @throws IllegalStateException if the network {@linkplain Network#hasProbe() has none}
     */
    default Value probe() {
        throw new IllegalStateException("this network has no probe");
    }
}
