package dev.fader.schemas.api;

import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /v1/tasks/cancel} and {@code POST /v1/tasks/accept}.
 *
 * @param filter must not be empty
 * @param dryRun only count
 */
public record BulkAction(
        @Nullable TaskFilter filter, @Nullable Boolean dryRun) {

    /** @param tasks that were changed, or in a dry run would be */
    public record Done(long tasks, boolean dryRun) {}
}
