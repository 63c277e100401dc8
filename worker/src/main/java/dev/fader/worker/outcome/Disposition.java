package dev.fader.worker.outcome;

import dev.fader.schemas.Failure;
import dev.fader.worker.lease.Production;
import java.time.Duration;

/** What becomes of a task after an attempt. */
public sealed interface Disposition {

    record Commit(Production production) implements Disposition {}

    record Fail(Failure failure) implements Disposition {}

    /** @param pause before the task may be claimed again */
    record Retry(Failure failure, Duration pause) implements Disposition {}

    record Cancel() implements Disposition {}

    /** Back to the queue at once, as if it had not been claimed. */
    record Release() implements Disposition {}

    /** Write nothing: the task is somebody else's. */
    record Abandon() implements Disposition {}
}
