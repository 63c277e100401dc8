package dev.fader.worker.device;

import dev.fader.worker.lease.Attempt;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One task at a time has the network; the others fetch and decode before it, or encode and upload after it. First come,
 * first served.
 */
public final class NetworkTurn {

    private static final Duration PATIENCE = Duration.ofMillis(100);

    private final Lock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    /** Who came, in that order; the first has the turn. */
    private final Deque<Object> line = new ArrayDeque<>();

    private long heldNanos;
    private long takenAt;
    private boolean held;

    /**
     * What the holder of the turn made.
     *
     * @param waited how long the turn did not come
     */
    public record Taken<T>(T value, Duration waited) {}

    /** @throws dev.fader.worker.lease.AttemptStopped when the attempt was stopped while it waited */
    public <T> Taken<T> take(Attempt attempt, Callable<T> work) throws Exception {
        Object place = new Object();
        long asked = System.nanoTime();
        try {
            await(place, attempt);
            long began = System.nanoTime();
            hold(began);
            return new Taken<>(work.call(), Duration.ofNanos(began - asked));
        } finally {
            leave(place);
        }
    }

    private void await(Object place, Attempt attempt) throws InterruptedException {
        lock.lock();
        try {
            line.add(place);
            while (line.peek() != place) {
                if (!moved.await(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
                    attempt.checkStop();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void hold(long now) {
        lock.lock();
        try {
            held = true;
            takenAt = now;
        } finally {
            lock.unlock();
        }
    }

    /** For how long anybody has had the turn, all in all. */
    public Duration held() {
        lock.lock();
        try {
            return Duration.ofNanos(heldNanos + (held ? System.nanoTime() - takenAt : 0));
        } finally {
            lock.unlock();
        }
    }

    private void leave(Object place) {
        lock.lock();
        try {
            if (held && line.peek() == place) {
                held = false;
                heldNanos += System.nanoTime() - takenAt;
            }
            line.remove(place);
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
