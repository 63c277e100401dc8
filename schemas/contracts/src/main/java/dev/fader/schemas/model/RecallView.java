package dev.fader.schemas.model;

import dev.fader.schemas.ActionId;
import dev.fader.schemas.BatchId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model made, and how much of it is queued to be made anew. It goes on in the background until it has finished.
 * Counted is what is still there and was not made again since.
 *
 * @param id to follow it by, at {@code /v1/recalls/{id}}; null of a dry run, and where there is nothing to do
 * @param model SHA-256 of the one that is recalled
 * @param with as it was named
 * @param withSha256 the one that makes the files anew
 * @param batches that have such files
 * @param tasks inputs of which it made something
 * @param files outputs that it made
 * @param parts the first of the batches
 */
public record RecallView(
        @Nullable ActionId id,
        String model,
        String with,
        String withSha256,
        boolean finished,
        long batches,
        long tasks,
        long files,
        List<Part> parts,
        @Nullable Instant createdAt) {

    public RecallView {
        parts = List.copyOf(parts);
    }

    /**
     * What one batch has of it.
     *
     * @param into the batch that makes it anew; null until it is queued, and where nothing was left to do
     * @param problem why it cannot be made anew
     */
    public record Part(
            BatchId batch,
            long tasks,
            long files,
            @Nullable BatchId into,
            @Nullable String problem) {}
}
