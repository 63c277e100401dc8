package dev.fader.worker.queue;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;

/**
 * The places where attempts run, each on a thread of its own. Each class of tasks asks for them on its own thread; when
 * a slot becomes free, the more urgent class looks for tickets first. A task that is to run alone gets all slots.
 */
public final class Slots implements AutoCloseable {

    /** How much earlier than the next class a more urgent one may look for tickets: more than Kafka takes to answer. */
    private static final long HEAD_START = TimeUnit.MILLISECONDS.toNanos(15);

    private final int size;
    private final IntConsumer onChange;
    private final ExecutorService threads;
    private final Lock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int busy;
    private boolean reserved;
    private boolean resting;

    /** The part of the slots that a class of tasks may have. Guarded by the slots' lock. */
    public static final class Share {
        private final int rank;
        private final int most;
        private final IntConsumer onChange;
        private int busy;

        private Share(int rank, int most, IntConsumer onChange) {
            this.rank = rank;
            this.most = most;
            this.onChange = onChange;
        }

        private void use(int slots) {
            busy += slots;
            onChange.accept(busy);
        }
    }

    private long freeSince = System.nanoTime();

    /** @param onChange hears how many slots are busy, whenever that changes */
    public Slots(int size, IntConsumer onChange) {
        this.size = size;
        this.onChange = onChange;
        this.threads = Executors.newCachedThreadPool(
                Thread.ofPlatform().name("slot-", 0).factory());
    }

    /**
     * What a class may have.
     *
     * @param rank 0 for the most urgent class
     * @param most slots at once; one that is to run alone gets all the same
     * @param onChange hears how many of them are busy, whenever that changes
     */
    public Share share(int rank, int most, IntConsumer onChange) {
        return new Share(rank, most, onChange);
    }

    public int size() {
        return size;
    }

    public int busy() {
        lock.lock();
        try {
            return busy;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until a slot is free for a class, or for that long.
     *
     * @return whether one is; another class may be faster to {@link #take} it
     */
    boolean awaitFree(Share share, Duration wait) throws InterruptedException {
        long end = System.nanoTime() + wait.toNanos();
        lock.lockInterruptibly();
        try {
            while (true) {
                long now = System.nanoTime();
                long left = end - now;
                if (isFree(share)) {
                    long mayAt = freeSince + share.rank * HEAD_START;
                    if (now - mayAt >= 0) {
                        return true;
                    }
                    left = Math.min(left, mayAt - now);
                }
                if (end - now <= 0) {
                    return false;
                }
                // woken or not: the loop looks again
                long unused = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean isFree(Share share) {
        return busy < size && !reserved && !resting && share.busy < share.most;
    }

    /** Takes a free slot, to be used with {@link #run} or given {@link #back}. @return whether one was free */
    boolean take(Share share) {
        lock.lock();
        try {
            if (!isFree(share)) {
                return false;
            }
            use(share, 1);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Whether no more work is to begin; what runs goes on. */
    public void rest(boolean yes) {
        lock.lock();
        try {
            resting = yes;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Lets no more work begin, until {@link #takeAll}. @return false when another class has done so */
    boolean reserve() {
        lock.lock();
        try {
            boolean mine = !reserved;
            reserved = true;
            return mine;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the slots that were {@link #reserve}d are all free, or for that long. @return whether they are taken now */
    boolean takeAll(Share share, Duration wait) throws InterruptedException {
        long left = wait.toNanos();
        lock.lockInterruptibly();
        try {
            while ((busy > 0 || resting) && left > 0) {
                left = changed.awaitNanos(left);
            }
            if (busy > 0 || resting) {
                return false;
            }
            use(share, size);
            reserved = false;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Slots that were taken are free again. */
    void back(Share share, int slots) {
        lock.lock();
        try {
            if (busy == size) {
                freeSince = System.nanoTime();
            }
            use(share, -slots);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void use(Share share, int slots) {
        share.use(slots);
        busy += slots;
        onChange.accept(busy);
    }

    /** Runs the work in slots that were taken. */
    void run(Share share, int slots, Runnable work) {
        threads.execute(() -> {
            try {
                work.run();
            } finally {
                back(share, slots);
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
