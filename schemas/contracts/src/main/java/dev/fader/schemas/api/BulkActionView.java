package dev.fader.schemas.api;

import dev.fader.schemas.ActionId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Work on many tasks, which goes on in the background until it has finished.
 *
 * @param action {@code cancel}, {@code accept}, {@code pause}, {@code resume} or {@code priority}
 * @param tasks that were changed so far
 */
public record BulkActionView(
        ActionId id,
        String action,
        boolean finished,
        long tasks,
        Instant createdAt,
        @Nullable Instant finishedAt) {}
