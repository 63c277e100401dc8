package dev.fader.schemas.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.kind.TaskKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What waits and runs in a class of tasks.
 *
 * @param paused nothing of it is started
 * @param waiting READY tasks
 * @param ticketed those of them that have a ticket in Kafka
 * @param unserved kinds of task that wait and that no living worker takes
 * @param oldestAgeSeconds how long the oldest READY task has waited, null when none does
 */
public record QueueView(
        @JsonProperty("class") TaskClass taskClass,
        boolean paused,
        long waiting,
        long ticketed,
        long running,
        @Nullable Double oldestAgeSeconds,
        List<TaskKind<?, ?>> unserved) {}
