package dev.fader.schemas.api;

import dev.fader.schemas.FailureClass;
import dev.fader.schemas.TaskState;
import dev.fader.schemas.kind.TaskKind;
import dev.fader.schemas.kind.TaskKinds;
import org.jspecify.annotations.Nullable;

/** The state of a run, which follows from its last task and is never stored. */
public enum RunState {
    /** Its first look is made: data, network, a step. */
    CHECKING,
    /** The first look found that it cannot be trained. */
    REFUSED,
    /** Its next epoch waits for a worker. */
    WAITING,
    RUNNING,
    PAUSED,
    /** It has come as far as it is let, and waits to be let on. */
    HELD,
    /** Its sweep went on without it. */
    STOPPED,
    FINISHED,
    FAILED,
    CANCELLED;

    /** What is known of a run's end. */
    public enum End {
        OPEN,
        REACHED,
        GIVEN_UP
    }

    /**
     * @param kind of the last task, {@code preflight} or {@code epoch}
     * @param end whether that was the run's last epoch, or where it was left if it was not
     */
    public static RunState of(
            TaskKind<?, ?> kind, TaskState state, @Nullable FailureClass failure, boolean paused, End end) {
        boolean first = kind.equals(TaskKinds.PREFLIGHT);
        return switch (state) {
            case READY -> paused ? PAUSED : first ? CHECKING : WAITING;
            case RUNNING -> first ? CHECKING : RUNNING;
            case DONE, REVIEW ->
                switch (end) {
                    case REACHED -> FINISHED;
                    case GIVEN_UP -> STOPPED;
                    case OPEN -> HELD;
                };
            case FAILED -> first && failure == FailureClass.BAD_INPUT ? REFUSED : FAILED;
            case QUARANTINED -> FAILED;
            case CANCELLED -> CANCELLED;
        };
    }

    /** Whether it goes no further unless somebody has it go on. */
    public boolean isFinal() {
        return switch (this) {
            case CHECKING, WAITING, RUNNING, PAUSED, HELD -> false;
            case REFUSED, STOPPED, FINISHED, FAILED, CANCELLED -> true;
        };
    }
}
