package dev.fader.schemas;

/** Where a task is in its life: {@code READY → RUNNING → DONE | FAILED | CANCELLED | QUARANTINED}, and back to READY. */
public enum TaskState {
    /** Waits to be claimed, with or without a ticket in Kafka. */
    READY,
    /** A worker holds its lease. */
    RUNNING,
    /** Has a result row. */
    DONE,
    /** Has a failure that no retry can mend, or that outlasted the retries. */
    FAILED,
    CANCELLED,
    /** Took too many worker processes with it; a person has to look. */
    QUARANTINED;

    public boolean isFinal() {
        return switch (this) {
            case READY, RUNNING -> false;
            case DONE, FAILED, CANCELLED, QUARANTINED -> true;
        };
    }
}
