package dev.fader.trainer.evaluation;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What a model was measured on.
 *
 * @param name of the data set
 * @param excerptSeconds of the longest excerpt
 */
public record MeasuredData(
        String name,
        String split,
        int songs,
        @JsonProperty("excerpt_seconds") double excerptSeconds) {}
