package dev.fader.worker.device;

import dev.fader.worker.lease.Attempt;
import java.time.Duration;
import java.util.function.Supplier;

/** The turns of one attempt at the device, each as short as a call, so that remixes go on between. For one thread. */
public final class Turns {

    private final NetworkTurn turn;
    private final Attempt attempt;
    private Duration waited = Duration.ZERO;

    public Turns(NetworkTurn turn, Attempt attempt) {
        this.turn = turn;
        this.attempt = attempt;
    }

    /** How long the device did not come, all in all. */
    public Duration waited() {
        return waited;
    }

    /** @throws dev.fader.worker.lease.AttemptStopped when the attempt is to stop */
    public <T> T take(Supplier<T> work) {
        attempt.checkStop();
        try {
            NetworkTurn.Taken<T> taken = turn.take(attempt, work::get);
            waited = waited.plus(taken.waited());
            return taken.value();
        } catch (RuntimeException e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the device was waited for", e);
        } catch (Exception e) {
            throw new IllegalStateException("the network threw what it does not declare", e);
        }
    }
}
