package dev.fader.worker.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/** An attempt that remembers what it is told, and that may be told to stop. */
public final class WatchedAttempt implements Attempt {

    private final boolean stopRequested;
    private final Runnable onProgress;
    private final List<Double> progress = new ArrayList<>();

    private WatchedAttempt(boolean stopRequested, Runnable onProgress) {
        this.stopRequested = stopRequested;
        this.onProgress = onProgress;
    }

    public static WatchedAttempt undisturbed() {
        return new WatchedAttempt(false, () -> {});
    }

    public static WatchedAttempt stopped() {
        return new WatchedAttempt(true, () -> {});
    }

    public static WatchedAttempt disturbedBy(Runnable onProgress) {
        return new WatchedAttempt(false, onProgress);
    }

    /** Seconds of audio that were done, as they were reported. */
    public List<Double> progress() {
        return progress;
    }

    @Override
    public void progress(double done, double total) {
        assertThat(done).isBetween(0.0, total);
        progress.add(done);
        onProgress.run();
    }

    @Override
    public boolean stopRequested() {
        return stopRequested;
    }

    @Override
    public void checkStop() {
        if (stopRequested) {
            throw new AttemptStopped(StopReason.CANCELLED);
        }
    }
}
