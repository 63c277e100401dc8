package dev.fader.schemas.api;

import dev.fader.schemas.TaskState;
import java.util.Map;

/** The state of a batch, which follows from its tasks and is never stored. */
public enum BatchState {
    RUNNING,
    COMPLETED,
    /** Ended; some files have a result and some do not. */
    COMPLETED_WITH_ERRORS,
    /** Ended without a single result. */
    FAILED,
    CANCELLED;

    /** @param counts tasks per state; a state that is missing counts as none */
    public static BatchState of(Map<TaskState, Long> counts) {
        long done = counts.getOrDefault(TaskState.DONE, 0L) + counts.getOrDefault(TaskState.REVIEW, 0L);
        long failed = counts.getOrDefault(TaskState.FAILED, 0L) + counts.getOrDefault(TaskState.QUARANTINED, 0L);
        long cancelled = counts.getOrDefault(TaskState.CANCELLED, 0L);
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        if (done + failed + cancelled < all) {
            return RUNNING;
        }
        if (cancelled > 0) {
            return CANCELLED;
        }
        if (failed == 0) {
            return COMPLETED;
        }
        return done == 0 ? FAILED : COMPLETED_WITH_ERRORS;
    }

    public boolean isFinal() {
        return this != RUNNING;
    }
}
