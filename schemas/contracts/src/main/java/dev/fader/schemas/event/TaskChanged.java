package dev.fader.schemas.event;

import dev.fader.schemas.BatchId;
import dev.fader.schemas.Failure;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.TaskState;
import dev.fader.schemas.notation.WireNames;
import org.jspecify.annotations.Nullable;

/** The state that a task has reached, and why where it failed. */
public record TaskChanged(
        TaskId task,
        @Nullable BatchId batch,
        TaskState state,
        long fence,
        @Nullable Failure failure) implements EventData {

    @Override
    public About about() {
        return About.TASK;
    }

    @Override
    public String happened() {
        return WireNames.of(state);
    }

    @Override
    public String subject() {
        return task.toString();
    }
}
