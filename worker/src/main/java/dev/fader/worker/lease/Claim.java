package dev.fader.worker.lease;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.schemas.BatchId;
import dev.fader.schemas.TaskId;
import org.jspecify.annotations.Nullable;

/** A task that this worker may run, as the database handed it out. */
public record Claim(TaskId task, @Nullable BatchId batch, Fence fence, String kind, JsonNode spec, Attempts attempts) {}
