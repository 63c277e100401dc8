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
    FINISHED,
    FAILED,
    CANCELLED;

    /**
     * @param kind of the last task, {@code preflight} or {@code epoch}
     * @param ended whether that was the run's last epoch
     */
    public static RunState of(
            TaskKind<?, ?> kind, TaskState state, @Nullable FailureClass failure, boolean paused, boolean ended) {
        boolean first = kind.equals(TaskKinds.PREFLIGHT);
        return switch (state) {
            case READY -> paused ? PAUSED : first ? CHECKING : WAITING;
            case RUNNING -> first ? CHECKING : RUNNING;
            case DONE, REVIEW -> ended ? FINISHED : HELD;
            case FAILED -> first && failure == FailureClass.BAD_INPUT ? REFUSED : FAILED;
            case QUARANTINED -> FAILED;
            case CANCELLED -> CANCELLED;
        };
    }

    /** Whether it goes no further unless somebody has it go on. */
    public boolean isFinal() {
        return switch (this) {
            case CHECKING, WAITING, RUNNING, PAUSED, HELD -> false;
            case REFUSED, FINISHED, FAILED, CANCELLED -> true;
        };
    }
}
