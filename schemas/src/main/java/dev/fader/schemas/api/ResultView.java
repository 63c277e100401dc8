package dev.fader.schemas.api;

import dev.fader.schemas.TaskId;
import dev.fader.schemas.remix.RemixResult;
import java.time.Instant;

/** What a task made, and a link to fetch it that needs no credentials and ends. */
public record ResultView(TaskId task, RemixResult result, Instant createdAt, PresignedDownload download) {

    /** A link for {@code GET}. */
    public record PresignedDownload(String url, Instant expiresAt) {}
}
