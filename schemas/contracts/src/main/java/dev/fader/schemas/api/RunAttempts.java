package dev.fader.schemas.api;

import dev.fader.schemas.RunId;
import dev.fader.schemas.TaskId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stretches in which a run was trained, first to last. */
public record RunAttempts(RunId run, List<Attempt> attempts) {

    /**
     * A stretch of training by one worker under one claim of one task.
     *
     * @param number from 1
     * @param fence of the claim
     * @param fromStep its first step
     * @param untilStep the step at which a later attempt began: records from there on are superseded; null when none did
     */
    public record Attempt(
            int number,
            TaskId task,
            long fence,
            String worker,
            String device,
            long fromStep,
            @Nullable Long untilStep,
            Instant beganAt) {}
}
