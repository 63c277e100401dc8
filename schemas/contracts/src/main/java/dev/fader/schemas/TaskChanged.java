package dev.fader.schemas;

import org.jspecify.annotations.Nullable;

/** What a {@link FaderEvent} tells: the state that a task has reached, and why where it failed. */
public record TaskChanged(
        TaskId task,
        @Nullable BatchId batch,
        TaskState state,
        long fence,
        @Nullable Failure failure) {}
