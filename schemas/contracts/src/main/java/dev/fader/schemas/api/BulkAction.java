package dev.fader.schemas.api;

import dev.fader.schemas.ActionId;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /v1/tasks/cancel} and {@code POST /v1/tasks/accept}.
 *
 * @param filter must not be empty
 * @param dryRun only count
 */
public record BulkAction(
        @Nullable TaskFilter filter, @Nullable Boolean dryRun) {

    /**
     * What became of it.
     *
     * @param tasks that were changed so far, or in a dry run would be
     * @param finished otherwise it goes on in the background
     * @param action to follow it by, at {@code /v1/actions/{id}}; null of a dry run
     */
    public record Done(
            long tasks,
            boolean dryRun,
            boolean finished,
            @Nullable ActionId action) {

        public static Done counted(long tasks) {
            return new Done(tasks, true, true, null);
        }

        public static Done of(BulkActionView started) {
            return new Done(started.tasks(), false, started.finished(), started.id());
        }
    }
}
