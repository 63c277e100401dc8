package dev.fader.trainer.graph;

import com.fasterxml.jackson.annotation.JsonProperty;

/** In which numbers a program multiplies matrices; all else is 32-bit. */
public enum Precision {
    @JsonProperty("fp32")
    FP32,
    /** Factors rounded to bfloat16, sums in 32 bits: faster where the processor or GPU has units for it. */
    @JsonProperty("bf16")
    BF16
}
