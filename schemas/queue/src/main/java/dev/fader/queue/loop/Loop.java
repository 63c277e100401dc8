package dev.fader.queue.loop;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Something that is done again and again on a thread of its own. A turn that fails is told, and repeated after a pause
 * that grows with failures in a row; an {@link Error} is survived as well, because memory that another part took may be
 * there again, but not for ever: what cannot be survived ends the process. How long ago the last good turn was tells
 * whether the loop still does its work.
 */
public final class Loop implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Loop.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final int ERRORS_IN_A_ROW = 5;

    /** One turn. */
    @FunctionalInterface
    public interface Turn {
        void take() throws Exception;
    }

    /**
     * What a loop is.
     *
     * @param pause between turns
     * @param patience how long there may be no good turn before the service is not ready
     */
    public record Shape(String name, Duration pause, Duration patience) {}

    private final Shape shape;
    private final Turn turn;
    private final LoopObserver observer;
    private final LongSupplier nanos;
    private final Lock lock = new ReentrantLock();
    private final Condition woken = lock.newCondition();
    private final Thread thread;
    private boolean wake;
    private volatile boolean closed;
    private volatile long lastGood;
    private volatile int failures;
    private int errors;
    private volatile @Nullable String lastFailure;

    /** @param nanos this machine's monotonic clock, such as {@code System::nanoTime} */
    public Loop(Shape shape, Turn turn, LoopObserver observer, LongSupplier nanos) {
        this.shape = shape;
        this.turn = turn;
        this.observer = observer;
        this.nanos = nanos;
        this.lastGood = nanos.getAsLong();
        this.thread = new Thread(this::run, shape.name());
        thread.setDaemon(true);
    }

    public String name() {
        return shape.name();
    }

    public void start() {
        lastGood = nanos.getAsLong();
        thread.start();
    }

    private void run() {
        while (!closed) {
            try {
                tick();
                pause();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** One guarded turn, as the thread takes it; for tests that step. @throws InterruptedException when it is to end */
    public void tick() throws InterruptedException {
        try {
            turn.take();
            lastGood = nanos.getAsLong();
            failures = 0;
            errors = 0;
            lastFailure = null;
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            errors = 0;
            repeat(e);
        } catch (LinkageError e) {
            // a class that is not there will not come
            observer.fatal(shape.name(), e);
        } catch (Error e) {
            errors++;
            if (errors >= ERRORS_IN_A_ROW) {
                observer.fatal(shape.name(), e);
            } else {
                repeat(e);
            }
        }
    }

    private void repeat(Throwable cause) {
        failures++;
        lastFailure = String.valueOf(cause.getMessage());
        try {
            observer.failed(shape.name(), cause);
        } catch (OutOfMemoryError e) {
            LOG.debug("no memory to tell of a failure", e);
        }
    }

    private void pause() throws InterruptedException {
        long left = shape.pause().toNanos();
        if (failures > 0) {
            // soon at first: what failed may be back before the next turn would come
            long grown = FIRST_PAUSE.toNanos() << Math.min(failures - 1, 16);
            left = Math.min(grown, Math.max(left, LONGEST_PAUSE.toNanos()));
        }
        lock.lockInterruptibly();
        try {
            while (left > 0 && !closed && !wake) {
                left = woken.awaitNanos(left);
            }
            wake = false;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the pause, or leaves out the next one. */
    public void wake() {
        lock.lock();
        try {
            wake = true;
            woken.signalAll();
        } finally {
            lock.unlock();
        }
    }

    public Health health() {
        Duration age = Duration.ofNanos(nanos.getAsLong() - lastGood);
        return new Health(shape.name(), age, age.compareTo(shape.patience()) <= 0, lastFailure);
    }

    /**
     * Whether a loop does its work.
     *
     * @param age of the last good turn
     * @param good whether it is younger than the loop's patience
     * @param lastFailure of the turns since the last good one, null where none failed
     */
    public record Health(
            String loop,
            Duration age,
            boolean good,
            @Nullable String lastFailure) {

        /** What to say of a loop that is not good. */
        public String complaint() {
            return "no good turn for %d s%s".formatted(age.toSeconds(), lastFailure == null ? "" : ": " + lastFailure);
        }
    }

    /** Lets the turn that runs finish, a while; then interrupts it. */
    @Override
    public void close() throws InterruptedException {
        closed = true;
        wake();
        if (!thread.isAlive()) {
            return;
        }
        thread.join(TimeUnit.SECONDS.toMillis(10));
        if (thread.isAlive()) {
            thread.interrupt();
            thread.join(TimeUnit.SECONDS.toMillis(5));
        }
    }
}
