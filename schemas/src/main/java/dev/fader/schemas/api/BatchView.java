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
 * @param tasks how many tasks are in each state
 * @param progress seconds of audio done, and known so far: a file counts from when a worker has opened it
 */
public record BatchView(
        BatchId id,
        BatchState state,
        String tenant,
        @JsonProperty("class") TaskClass taskClass,
        int priority,
        int size,
        Map<TaskState, Long> tasks,
        Progress progress,
        Instant createdAt,
        @Nullable Instant finishedAt) {}
