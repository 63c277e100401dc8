package dev.fader.schemas.api;

/** What may be done with a data set; follows from the task that checks it. */
public enum DatasetState {
    /** Its check waits or runs. */
    CHECKING,
    /** Runs can be trained with it. */
    READY,
    /** Its check found faults, or could not be done. */
    REFUSED
}
