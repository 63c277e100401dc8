package dev.fader.worker.device;

import dev.fader.trainer.remix.StalledException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Calls into engines that run what others made, which may never return. Safe for several threads. */
public final class NativeCalls {

    private final Duration patience;
    private volatile boolean stalled;

    /** @param patience how long a call may take */
    public NativeCalls(Duration patience) {
        this.patience = patience;
    }

    public Duration patience() {
        return patience;
    }

    /** Whether a call was given up: its thread, and what it holds, are lost to this process. */
    public boolean stalled() {
        return stalled;
    }

    /**
     * Waits for a call on a thread of its own.
     *
     * @param what it is, for the message
     * @throws StalledException when it takes too long
     */
    public <T> T call(String what, Callable<T> work) throws Exception {
        FutureTask<T> call = new FutureTask<>(work);
        Thread.ofPlatform().name(what).daemon().start(call);
        try {
            return call.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            stalled = true;
            throw new StalledException("%s has not ended for %d seconds".formatted(what, patience.toSeconds()));
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case Exception broke -> throw broke;
                case Error broke -> throw broke;
                case null, default -> throw new IllegalStateException(what + " broke", e);
            }
        }
    }
}
