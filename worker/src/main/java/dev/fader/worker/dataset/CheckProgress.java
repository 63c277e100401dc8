package dev.fader.worker.dataset;

import dev.fader.worker.lease.Attempt;
import java.util.concurrent.atomic.AtomicLong;

/** Progress of a check in songs: a song that is fetched is half done. Safe for several threads. */
final class CheckProgress {

    private final Attempt attempt;
    private final ListedSongs listed;
    private final AtomicLong fetched = new AtomicLong();

    CheckProgress(Attempt attempt, ListedSongs listed) {
        this.attempt = attempt;
        this.listed = listed;
    }

    /** @throws dev.fader.worker.lease.AttemptStopped when the check is to stop */
    void checkStop() {
        attempt.checkStop();
    }

    /** An object has come. */
    void fetched(long bytes) {
        double share = Math.min(1, fetched.addAndGet(bytes) / (double) Math.max(1, listed.bytes()));
        attempt.progress(share * listed.songs() / 2, listed.songs());
    }

    /** So many songs were read, of all. */
    void read(int songs, int total) {
        attempt.checkStop();
        attempt.progress((total + songs) / 2.0, total);
    }
}
