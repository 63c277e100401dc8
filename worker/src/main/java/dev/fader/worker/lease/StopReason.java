package dev.fader.worker.lease;

/** Why an attempt has to stop at the next chunk. */
public enum StopReason {
    /** Somebody cancelled the task or its batch. */
    CANCELLED,
    /** Another worker may have the task by now. */
    LEASE_LOST,
    /** Others have waited too long, or it is paused: to be gone on with later. */
    YIELD,
    /** This worker is being stopped. */
    SHUTDOWN
}
