package dev.fader.trainer.graph;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fader.trainer.configuration.Key;
import java.util.Locale;

/**
 * In which numbers a program multiplies matrices, with sums in 32 bits. A {@linkplain Form folded form} also keeps in them what
 * passes from one operation to the next; all else is 32-bit, the moments of its norms too.
 */
public enum Precision {
    @Key("32 bits")
    @JsonProperty("fp32")
    FP32(6),
    @Key("bfloat16: 8 bits and the range of 32-bit numbers")
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
