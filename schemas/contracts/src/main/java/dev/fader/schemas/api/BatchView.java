package dev.fader.schemas.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fader.schemas.BatchId;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.TaskState;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A batch as the API shows it.
 *
 * @param paused nothing of it is started until it is resumed
 * @param tasks how many tasks are in each state
 * @param progress seconds of audio done, and known so far: a file counts from when a worker has opened it
 * @param retryOf the batch whose files are tried again
 * @param retainDays outputs and records are deleted that long after the last task ended; null keeps them
 */
public record BatchView(
        BatchId id,
        BatchKind kind,
        BatchState state,
        boolean paused,
        String tenant,
        @JsonProperty("class") TaskClass taskClass,
        int priority,
        int size,
        Map<TaskState, Long> tasks,
        Progress progress,
        Map<String, String> labels,
        Map<String, String> metadata,
        @Nullable BatchId retryOf,
        Instant createdAt,
        @Nullable Instant finishedAt,
        @Nullable Integer retainDays) {}
