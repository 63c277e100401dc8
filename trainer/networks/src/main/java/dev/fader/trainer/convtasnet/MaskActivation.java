package dev.fader.trainer.convtasnet;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fader.trainer.configuration.Key;
import dev.fader.trainer.graph.Ops;
import dev.fader.trainer.graph.Value;

/** How scores become masks. */
public enum MaskActivation {
    @Key("the paper's: the masks of all sources sum to 1")
    @JsonProperty("softmax")
    SOFTMAX,
    @Key("the authors' record: each mask by itself")
    @JsonProperty("sigmoid")
    SIGMOID,
    @Key("Asteroid's default: each mask by itself, without an upper bound")
    @JsonProperty("relu")
    RELU;

    /** @param scores (B, K, N, F); @return masks of the same shape */
    Value apply(Value scores) {
        return switch (this) {
            case SOFTMAX -> Ops.softmax(scores, 1);
            case SIGMOID -> Ops.sigmoid(scores);
            case RELU -> Ops.relu(scores);
        };
    }
}
