package dev.fader.schemas.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fader.schemas.BatchId;
import dev.fader.schemas.Failure;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.TaskState;
import dev.fader.schemas.remix.RemixSpec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A task as the API shows it.
 *
 * @param item position in its batch, from 0
 * @param kind {@code remix} or {@code probe}
 * @param spec what it is asked to do; its variants have the names of its outputs
 * @param failure why it failed, or why its last attempt did if it is being retried
 * @param review the thresholds that its outputs crossed; none unless a person should listen
 * @param retryOf the first attempt at the same file, in another batch
 */
public record TaskView(
        TaskId id,
        @Nullable BatchId batch,
        int item,
        String kind,
        TaskState state,
        @JsonProperty("class") TaskClass taskClass,
        int priority,
        RemixSpec spec,
        Map<String, String> metadata,
        Progress progress,
        int attempts,
        @Nullable String worker,
        boolean cancelRequested,
        @Nullable Failure failure,
        List<String> review,
        @Nullable TaskId retryOf,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {}
