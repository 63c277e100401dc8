package dev.fader.worker.remix;

import dev.fader.worker.lease.Attempt;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * One task at a time has the network; the others fetch and decode before it, or encode and upload after it. First come,
 * first served.
 */
final class NetworkTurn {

    private static final Duration PATIENCE = Duration.ofMillis(100);

    private final Semaphore turn = new Semaphore(1, true);

    /**
     * What the holder of the turn made.
     *
     * @param waited how long the turn did not come
     */
    record Taken<T>(T value, Duration waited) {}

    <T> Taken<T> take(Attempt attempt, Callable<T> work) throws Exception {
        long asked = System.nanoTime();
        while (!turn.tryAcquire(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
            attempt.checkStop();
        }
        long began = System.nanoTime();
        try {
            return new Taken<>(work.call(), Duration.ofNanos(began - asked));
        } finally {
            turn.release();
        }
    }
}
