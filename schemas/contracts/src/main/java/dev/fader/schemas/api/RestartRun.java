package dev.fader.schemas.api;

import org.jspecify.annotations.Nullable;

/** Body of {@code POST /v1/runs/{id}/restart}. @param epoch after which it goes on; 0: from the first weights */
public record RestartRun(@Nullable Integer epoch) {}
