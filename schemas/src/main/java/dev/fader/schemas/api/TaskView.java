package dev.fader.schemas.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fader.schemas.BatchId;
import dev.fader.schemas.Failure;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.TaskState;
import dev.fader.schemas.remix.RemixSpec;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A task as the API shows it.
 *
 * @param item position in its batch, from 0
 * @param failure why it failed, or why its last attempt did if it is being retried
 */
public record TaskView(
        TaskId id,
        @Nullable BatchId batch,
        int item,
        TaskState state,
        @JsonProperty("class") TaskClass taskClass,
        RemixSpec spec,
        Progress progress,
        int attempts,
        @Nullable String worker,
        boolean cancelRequested,
        @Nullable Failure failure,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {}
