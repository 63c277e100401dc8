package dev.fader.schemas.api;

import dev.fader.schemas.TaskId;
import dev.fader.schemas.remix.ProbeResult;
import dev.fader.schemas.remix.RemixResult;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a task made.
 *
 * @param result of a remix
 * @param probe of a dry run
 * @param downloads one per output, in their order; of a preview, the passage before the remix as well
 */
public record ResultView(
        TaskId task,
        @Nullable RemixResult result,
        @Nullable ProbeResult probe,
        Instant createdAt,
        List<Download> downloads) {

    /**
     * A link for {@code GET} that needs no credentials and ends.
     *
     * @param name of the file, with its extension; of an output, the name that its variant asked for
     */
    public record Download(String name, String url, long bytes, String sha256, Instant expiresAt) {}
}
