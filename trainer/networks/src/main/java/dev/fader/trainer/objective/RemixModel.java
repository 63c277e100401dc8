package dev.fader.trainer.objective;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.fader.trainer.configuration.Key;

/**
 * How a network is trained to remix ("Don't Separate, Learn to Remix", section 3). Model-I and Model-II coincide: the
 * decoder is linear and without bias, so {@code D(γ·m⊙h) = γ·D(m⊙h)}, and the loss is a ratio, so even the gradients
 * are the same. Both are kept because the paper reports both.
 */
public enum RemixModel {
    @Key("separates, then mixes; trained on the sources alone (ψ:λ = 0:1)")
    BASELINE("baseline"),
    @Key("gains scale the separated waveforms")
    MODEL_I("model1"),
    @Key("gains scale the masked latents")
    MODEL_II("model2"),
    @Key("ours: the input plus what the gains change, with estimates made to sum to the mixture; exact at 0 dB")
    CONSISTENT("consistent"),
    @Key("ours: remixes as `consistent` does, with a separator that sees the gains")
    GAIN_CONDITIONED("gain_conditioned");

    private final String label;

    RemixModel(String label) {
        this.label = label;
    }

    /** Its name in configurations and results. */
    @JsonValue
    public String label() {
        return label;
    }
}
