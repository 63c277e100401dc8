package dev.fader.worker.attempt;

import dev.fader.worker.lease.Attempt;
import dev.fader.worker.lease.AttemptStopped;
import dev.fader.worker.lease.Claim;
import dev.fader.worker.outcome.Outcome;

/** Runs the tasks of one kind; a bean of each kind is found by itself. Called by several threads at once. */
public interface TaskRunner {

    /** The {@code task.kind} it runs. */
    String kind();

    /**
     * Works on one task until it is done or {@code attempt} says stop, by letting {@link AttemptStopped} pass. An exception that escapes counts as
     * {@link Outcome.Broken}.
     */
    Outcome run(Claim claim, Attempt attempt) throws Exception;
}
