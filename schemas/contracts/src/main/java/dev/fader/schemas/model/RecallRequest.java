package dev.fader.schemas.model;

import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /v1/models/{model}/recall}.
 *
 * @param with the model that makes the files anew: an alias, a SHA-256 or its beginning; null for {@code production}
 */
public record RecallRequest(@Nullable String with) {}
