package dev.fader.schemas;

/** What kind of thing went wrong, which decides what is done about it and who has to act. */
public enum FailureClass {
    /** The input cannot be worked on; terminal at once. */
    BAD_INPUT,
    /** Storage, database, network: retried with growing pauses. */
    INFRASTRUCTURE,
    /** Retried with smaller chunks. */
    OUT_OF_MEMORY,
    /** The worker process ended while it held the task, or its decoder did: retried alone. */
    PROCESS_DEATH
}
