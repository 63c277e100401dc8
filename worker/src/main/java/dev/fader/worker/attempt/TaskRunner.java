package dev.fader.worker.attempt;

import dev.fader.queue.task.Claim;
import dev.fader.schemas.kind.TaskKind;
import dev.fader.worker.lease.Attempt;
import dev.fader.worker.lease.AttemptStopped;
import dev.fader.worker.outcome.Outcome;

/**
 * Runs the tasks of one kind; a bean of each kind is found by itself. Called by several threads at once.
 *
 * @param <S> what a task of the kind is asked to do
 */
public interface TaskRunner<S> {

    TaskKind<S, ?> kind();

    /**
     * Works on one task until it is done or {@code attempt} says stop, by letting {@link AttemptStopped} pass. An
     * exception that escapes counts as {@link Outcome.Broken}.
     */
    Outcome run(S specification, Claim claim, Attempt attempt) throws Exception;
}
