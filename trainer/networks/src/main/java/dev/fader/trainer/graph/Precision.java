package dev.fader.trainer.graph;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fader.trainer.configuration.Key;
import java.util.Locale;

/**
 * In which numbers a program multiplies matrices, with sums in 32 bits, and keeps what passes from one operation to the next where
 * both know of it. All else is 32-bit: weights, their gradients, moments of norms, and, unless a form is folded, the paths
 * that blocks add to. In the {@linkplain Form#AUTHORS authors' form} it is the matrices alone.
 */
public enum Precision {
    @Key("32 bits")
    @JsonProperty("fp32")
    FP32(6),
    @Key("bfloat16: 8 bits and the range of 32-bit numbers; what passes between operations is kept in it, too")
    @JsonProperty("bf16")
    BF16(15),
    @Key("for use only: gradients are too small for it")
    @JsonProperty("fp16")
    FP16(5);

    private final int type;

    Precision(int type) {
        this.type = type;
    }

    /** As files and commands name it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As TorchScript numbers its types. */
    int type() {
        return type;
    }
}
