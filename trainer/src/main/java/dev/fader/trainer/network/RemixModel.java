package dev.fader.trainer.network;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How a network is trained to remix ("Don't Separate, Learn to Remix", section 3). Model-I and Model-II coincide: the
 * decoder is linear and without bias, so {@code D(γ·m⊙h) = γ·D(m⊙h)}, and the loss is a ratio, so even the gradients
 * are the same. Both are kept because the paper reports both.
 */
public enum RemixModel {
    /** Separates, then mixes; trained on the sources alone (ψ:λ = 0:1). */
    @JsonProperty("baseline")
    BASELINE,
    /** Gains scale the separated waveforms. */
    @JsonProperty("model1")
    MODEL_I,
    /** Gains scale the masked latents. */
    @JsonProperty("model2")
    MODEL_II,
    /** Ours: the input plus what the gains change, with estimates made to sum to the mixture; exact at 0 dB. */
    @JsonProperty("consistent")
    CONSISTENT,
    /** Ours: remixes as {@link #CONSISTENT} does, with a separator that sees the gains. */
    @JsonProperty("gain_conditioned")
    GAIN_CONDITIONED
}
