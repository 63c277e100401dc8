package dev.fader.schemas.api;

import org.jspecify.annotations.Nullable;

/**
 * Body of {@code PATCH /v1/batches/{id}}; what is null stays.
 *
 * @param priority of what has not been started
 * @param retainDays outputs and records are deleted that long after the last task ended
 */
public record BatchChange(
        @Nullable Integer priority, @Nullable Integer retainDays) {}
