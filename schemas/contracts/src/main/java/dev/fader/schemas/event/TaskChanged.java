package dev.fader.schemas.event;

import dev.fader.schemas.BatchId;
import dev.fader.schemas.Failure;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.TaskState;
import org.jspecify.annotations.Nullable;

/** What a {@link FaderEvent} tells: the state that a task has reached, and why where it failed. */
public record TaskChanged(
        TaskId task,
        @Nullable BatchId batch,
        TaskState state,
        long fence,
        @Nullable Failure failure) {}
