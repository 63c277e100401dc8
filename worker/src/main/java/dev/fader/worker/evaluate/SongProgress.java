package dev.fader.worker.evaluate;

import dev.fader.worker.lease.Attempt;

/** Songs that are done, of how many. */
final class SongProgress {

    private final Attempt attempt;
    private final int total;
    private int done;

    SongProgress(Attempt attempt, int total) {
        this.attempt = attempt;
        this.total = total;
    }

    /** @throws dev.fader.worker.lease.AttemptStopped when the attempt is to stop */
    void done(String song) {
        attempt.progress(++done, total);
        attempt.checkStop();
    }
}
