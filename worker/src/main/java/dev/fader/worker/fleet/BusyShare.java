package dev.fader.worker.fleet;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** For which part of the time something was in use, from one question to the next. Safe for several threads. */
final class BusyShare {

    private final Supplier<Duration> busy;
    private final LongSupplier nanos;
    private long busyBefore;
    private long askedBefore;

    /**
     * @param busy how long it was in use, all in all
     * @param nanos this machine's monotonic clock, such as {@code System::nanoTime}
     */
    BusyShare(Supplier<Duration> busy, LongSupplier nanos) {
        this.busy = busy;
        this.nanos = nanos;
        this.askedBefore = nanos.getAsLong();
    }

    /** From 0 to 1. */
    synchronized double sinceLast() {
        long now = nanos.getAsLong();
        long busyNow = busy.get().toNanos();
        long passed = now - askedBefore;
        double share = passed <= 0 ? 0 : Math.clamp((busyNow - busyBefore) / (double) passed, 0.0, 1.0);
        askedBefore = now;
        busyBefore = busyNow;
        return share;
    }
}
