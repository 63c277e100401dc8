package dev.fader.worker.queue;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The places where attempts run, each on a thread of its own. */
public final class Slots implements AutoCloseable {

    private final int size;
    private final Semaphore free;
    private final ExecutorService threads;

    public Slots(int size) {
        this.size = size;
        this.free = new Semaphore(size);
        this.threads = Executors.newFixedThreadPool(
                size, Thread.ofPlatform().name("slot-", 0).factory());
    }

    public int free() {
        return free.availablePermits();
    }

    public int busy() {
        return size - free();
    }

    /** Waits until a slot is free, or for that long. @return whether one is */
    boolean awaitFree(Duration wait) throws InterruptedException {
        if (!free.tryAcquire(wait.toNanos(), TimeUnit.NANOSECONDS)) {
            return false;
        }
        free.release();
        return true;
    }

    /** Runs the work in a free slot; the caller has seen that there is one. */
    void start(Runnable work) {
        free.acquireUninterruptibly();
        threads.execute(() -> {
            try {
                work.run();
            } finally {
                free.release();
            }
        });
    }

    /** Waits for what runs, which has been told to stop. @return whether all of it ended in time */
    public boolean drain(Duration patience) throws InterruptedException {
        threads.shutdown();
        return threads.awaitTermination(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
