package dev.fader.schemas.model;

import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /v1/aliases/{alias}/promotions}: a candidate and the songs to judge it by, or a reason to do without.
 *
 * @param candidate an alias, a SHA-256 or its beginning
 * @param data name of the data set to judge by
 * @param tenant whose data set it is; otherwise {@code default}
 * @param split otherwise {@code test}
 * @param songs at most; otherwise 50
 * @param seconds of each song at most, from its middle; otherwise 30
 * @param overruleReason moves the alias at once, without an evaluation; it is recorded
 */
public record PromotionRequest(
        @Nullable String candidate,
        @Nullable String data,
        @Nullable String tenant,
        @Nullable String split,
        @Nullable Integer songs,
        @Nullable Double seconds,
        @Nullable String overruleReason) {}
