package dev.fader.worker.lease;

import dev.fader.queue.task.Claim;
import dev.fader.queue.task.Claims;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The right to work on a task for a while. The thread that works asks it whether to go on; the heartbeat extends it or
 * orders a stop. It ends by itself, on this machine's monotonic clock, before the database would let another worker in.
 */
public final class Lease implements Attempt {

    private final Claim claim;
    private final LongSupplier nanos;
    private volatile long trustedUntil;
    private volatile @Nullable StopReason stop;
    private volatile double done;
    private volatile @Nullable Double total;

    /** @param askedAt the monotonic clock before the database was asked, so that we never trust longer than it */
    Lease(Claim claim, LongSupplier nanos, long askedAt, Duration trusted) {
        this.claim = claim;
        this.nanos = nanos;
        this.trustedUntil = askedAt + trusted.toNanos();
    }

    public Claim claim() {
        return claim;
    }

    @Override
    public void progress(double amountDone, double amountTotal) {
        done = amountDone;
        total = amountTotal;
    }

    @Override
    public boolean stopRequested() {
        return stopReason() != null;
    }

    @Override
    public void checkStop() {
        StopReason reason = stopReason();
        if (reason != null) {
            throw new AttemptStopped(reason);
        }
    }

    /** Why to stop, or null to go on. A lost lease outranks all: another may work on the task. */
    public @Nullable StopReason stopReason() {
        return nanos.getAsLong() - trustedUntil >= 0 ? StopReason.LEASE_LOST : stop;
    }

    Claims.Held held() {
        return new Claims.Held(claim.task(), claim.fence(), done, total);
    }

    void extend(long askedAt, Duration trusted) {
        trustedUntil = askedAt + trusted.toNanos();
    }

    void requestStop(StopReason reason) {
        if (stop != StopReason.LEASE_LOST) {
            stop = reason;
        }
    }
}
