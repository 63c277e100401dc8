package dev.fader.worker.lease;

/** Leaves a runner that was told to stop; not an error. */
public final class AttemptStopped extends RuntimeException {

    private final StopReason reason;

    public AttemptStopped(StopReason reason) {
        super("stopped: " + reason, null, false, false);
        this.reason = reason;
    }

    public StopReason reason() {
        return reason;
    }
}
