package dev.fader.coordinator.submit;

import dev.fader.coordinator.problem.ProblemException;
import dev.fader.schemas.api.ProblemType;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** So many submissions are written at once, so that the others find a connection to the database; the rest waits a while. */
final class Turns {

    private static final long LONGEST_WAIT_SECONDS = 30;

    private final int atOnce;
    private final Semaphore free;

    Turns(int atOnce) {
        this.atOnce = atOnce;
        this.free = new Semaphore(atOnce, true);
    }

    /** @throws ProblemException when the turn does not come in time */
    <T> T take(Callable<T> work) throws IOException {
        await();
        try {
            return work.call();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("a submission throws what it does not declare", e);
        } finally {
            free.release();
        }
    }

    private void await() {
        try {
            if (free.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new ProblemException(
                ProblemType.UNAVAILABLE,
                "%d submissions are being written (fader.limits.submissions); try again".formatted(atOnce));
    }
}
