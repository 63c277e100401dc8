package dev.fader.schemas.api;

import java.time.Instant;

/**
 * Something of which nothing is started.
 *
 * @param scope {@code class} or {@code tenant}
 */
public record PauseView(String scope, String name, Instant since) {}
