package dev.fader.worker.outcome;

import dev.fader.queue.task.Completion;
import dev.fader.schemas.Failure;
import java.time.Duration;

/** What becomes of a task after an attempt. */
public sealed interface Disposition {

    record Commit(Completion completion) implements Disposition {}

    record Fail(Failure failure) implements Disposition {}

    /** Ends it, for a person to look at. */
    record Quarantine(Failure failure) implements Disposition {}

    /**
     * Counts against the task. After the death of a process that worked on it, it runs alone on its worker.
     *
     * @param pause before the task may be claimed again
     */
    record Retry(Failure failure, Duration pause) implements Disposition {}

    record Cancel() implements Disposition {}

    /** Back to the queue as if it had not been claimed. @param pause before it may be claimed again */
    record Release(Duration pause) implements Disposition {}
}
