package dev.fader.schemas.model;

import dev.fader.schemas.TaskId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One change of what an alias names.
 *
 * @param from SHA-256 of the model before; null the first time
 * @param task the promotion that decided it; null where none did
 * @param overruled whether an operator moved it without an evaluation
 * @param reason of the operator
 */
public record AliasMove(
        @Nullable String from,
        String to,
        @Nullable TaskId task,
        boolean overruled,
        @Nullable String reason,
        Instant movedAt) {}
