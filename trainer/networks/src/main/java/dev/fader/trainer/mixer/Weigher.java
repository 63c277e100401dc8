package dev.fader.trainer.mixer;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.fader.trainer.graph.Scope;
import dev.fader.trainer.graph.Value;

/** How the weights of a segment's channels are found. In files its {@code kind} says which one it is. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = TimeInvariant.class, name = "time_invariant"),
    @JsonSubTypes.Type(value = MlpMixer.class, name = "mlp_mixer")
})
public sealed interface Weigher permits TimeInvariant, MlpMixer {

    /**
     * @param scope where its parameters are declared
     * @param x segments, (B, I, T)
     * @param outputs O
     * @return W of each segment, (B, I, O); any sign
     */
    Value weights(Scope scope, Value x, int outputs);

    /** @throws IllegalArgumentException if segments of so many samples do not suit it */
    void requireSegment(int samples);
}
