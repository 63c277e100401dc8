package dev.fader.schemas;

/** Where a task is in its life: {@code READY → RUNNING → DONE | REVIEW | FAILED | CANCELLED | QUARANTINED}, and back to READY. */
public enum TaskState {
    /** Waits to be claimed, with or without a ticket in Kafka. */
    READY,
    /** A worker holds its lease. */
    RUNNING,
    /** Has a result row. */
    DONE,
    /** Has a result row whose quality record crossed a threshold; a person should listen. */
    REVIEW,
    /** Has a failure that no retry can mend, or that outlasted the retries. */
    FAILED,
    CANCELLED,
    /** Took too many worker processes with it; a person has to look. */
    QUARANTINED;

    /** Whether there is an output to fetch. */
    public boolean hasResult() {
        return this == DONE || this == REVIEW;
    }

    public boolean isFinal() {
        return switch (this) {
            case READY, RUNNING -> false;
            case DONE, REVIEW, FAILED, CANCELLED, QUARANTINED -> true;
        };
    }
}
