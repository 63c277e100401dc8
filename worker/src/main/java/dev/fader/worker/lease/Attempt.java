package dev.fader.worker.lease;

/** What a runner may tell and ask while it works. Safe to use from any thread. */
public interface Attempt {

    /** Reports how much is done, of how much, in the kind's unit. Cheap: it reaches the database with the next heartbeat. */
    void progress(double done, double total);

    /** Whether to stop at the next chunk; for callbacks that cannot throw. */
    boolean stopRequested();

    /** @throws AttemptStopped when the runner is to stop; let it pass, after cleaning up */
    void checkStop();
}
