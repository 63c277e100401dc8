package dev.fader.queue.task;

/** Whether a write for a task was made. */
public enum CommitResult {
    COMMITTED,
    /** Another fence holds the task, or nobody: nothing was written, throw the work away. */
    LEASE_LOST
}
