package dev.fader.coordinator.reap;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Whether the database has answered without a break for long enough that a worker's silence is the worker's: while it
 * was away, or nobody looked, no heartbeat could be written. Not for several threads.
 */
public final class Steadiness {

    private final long enough;
    private final long gap;
    private final LongSupplier nanos;
    private long since;
    private long last;

    /**
     * @param lease how long leases are, which is how long heartbeats must have been possible
     * @param pause between two looks, in which nothing is known
     * @param nanos this machine's monotonic clock, such as {@code System::nanoTime}
     */
    public Steadiness(Duration lease, Duration pause, LongSupplier nanos) {
        this.enough = lease.toNanos();
        // a break of half a lease leaves time for a heartbeat before any lease expires
        this.gap = Math.max(lease.dividedBy(2).toNanos(), pause.multipliedBy(4).toNanos());
        this.nanos = nanos;
        this.since = nanos.getAsLong();
        this.last = since;
    }

    /** The database has answered. @return whether it has done so long enough */
    boolean answered() {
        long now = nanos.getAsLong();
        if (now - last > gap) {
            since = now;
        }
        last = now;
        return now - since >= enough;
    }
}
