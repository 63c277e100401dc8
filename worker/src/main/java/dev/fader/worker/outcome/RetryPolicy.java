package dev.fader.worker.outcome;

import dev.fader.queue.task.Attempts;
import dev.fader.schemas.Failure;
import dev.fader.schemas.FailureClass;
import java.time.Duration;

/**
 * How often, and after what pause, a task is tried again.
 *
 * @param attempts at most, of all kinds together
 * @param memoryFailures how often chunks may be halved
 * @param processDeaths how many processes a task may take with it, alone, before it is quarantined
 * @param firstPause doubled with every attempt
 * @param longestPause what the pause grows to
 */
public record RetryPolicy(
        int attempts, int memoryFailures, int processDeaths, Duration firstPause, Duration longestPause) {

    Disposition smallerChunks(Attempts made, Outcome.OutOfMemory memory) {
        Failure failure = new Failure(FailureClass.OUT_OF_MEMORY, "out_of_memory", memory.detail());
        return made.memoryFailures() < memoryFailures && made.number() < attempts
                ? new Disposition.Retry(failure, Duration.ZERO)
                : new Disposition.Fail(failure);
    }

    /** As of a worker that died: whether it was the file or the machine shows when it runs alone. */
    Disposition apart(Attempts made, String reason, String detail) {
        Failure failure = new Failure(FailureClass.PROCESS_DEATH, reason, detail);
        return made.processDeaths() + 1 < processDeaths && made.number() < attempts
                ? new Disposition.Retry(failure, pauseAfter(made.number()))
                : new Disposition.Quarantine(failure);
    }

    Disposition backOff(Attempts made, Throwable cause) {
        Failure failure = new Failure(FailureClass.INFRASTRUCTURE, "broken", describe(cause));
        return made.number() < attempts
                ? new Disposition.Retry(failure, pauseAfter(made.number()))
                : new Disposition.Fail(failure);
    }

    private Duration pauseAfter(int attempt) {
        Duration pause = firstPause.multipliedBy(1L << Math.min(attempt - 1, 30));
        return pause.compareTo(longestPause) < 0 ? pause : longestPause;
    }

    private static String describe(Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root == cause ? cause.toString() : cause + " (" + root + ")";
    }
}
