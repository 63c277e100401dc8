package dev.fader.worker.train;

import dev.fader.worker.lease.Attempt;
import dev.fader.worker.lease.AttemptStopped;
import dev.fader.worker.lease.StopReason;

/** Asks for a stop after so many looks, or ends the worker there as a crash would. */
final class StopsAfter implements Attempt {

    private final int progresses;
    private final StopReason reason;
    private int seen;

    /** @param reason null: as a crash would */
    StopsAfter(int progresses, StopReason reason) {
        this.progresses = progresses;
        this.reason = reason;
    }

    @Override
    public void progress(double done, double total) {
        seen++;
        if (reason == null && seen == progresses) {
            throw new Killed();
        }
    }

    @Override
    public boolean stopRequested() {
        return reason != null && seen >= progresses;
    }

    @Override
    public void checkStop() {
        if (stopRequested()) {
            throw new AttemptStopped(reason);
        }
    }

    static final class Killed extends RuntimeException {}
}
