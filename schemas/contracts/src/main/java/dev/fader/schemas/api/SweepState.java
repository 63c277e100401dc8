package dev.fader.schemas.api;

/** The state of a sweep, which follows from its runs and their evaluations. */
public enum SweepState {
    TRAINING,
    PAUSED,
    EVALUATING,
    REPORTING,
    FINISHED,
    /** None of its runs trained anything. */
    FAILED,
    CANCELLED;

    public boolean isFinal() {
        return switch (this) {
            case TRAINING, PAUSED, EVALUATING, REPORTING -> false;
            case FINISHED, FAILED, CANCELLED -> true;
        };
    }
}
