package dev.fader.queue.task;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.schemas.BatchId;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.kind.TaskKind;
import org.jspecify.annotations.Nullable;

/** A task that this worker may run, as the database handed it out. */
public record Claim(
        TaskId task,
        @Nullable BatchId batch,
        Fence fence,
        TaskKind<?, ?> kind,
        TaskClass taskClass,
        JsonNode spec,
        Attempts attempts) {}
