package dev.fader.schemas.remix;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * One part of a separated file.
 *
 * @param source one of the model's sources, or {@link #RESIDUAL}
 * @param sumsToMixture whether the stems of all sources are made to sum to the file, by an equal share of what they leave of
 *     it; there is no residual then
 */
public record Stem(String source, boolean sumsToMixture) {

    /** What the estimates of all sources leave of the file. No source may be called so. */
    public static final String RESIDUAL = "residual";

    @JsonIgnore
    public boolean isResidual() {
        return source.equals(RESIDUAL);
    }
}
