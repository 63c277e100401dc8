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
 * Who has the device: one task alone, or several that share a network which takes them together. The others fetch and decode
 * before it, or encode and upload after it. First come, first served.
 */
public final class NetworkTurn {

    private static final Duration PATIENCE = Duration.ofMillis(100);

    private final Lock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    /** Who came and has no turn yet, in that order. */
    private final Deque<Object> line = new ArrayDeque<>();

    private int sharing;

    private long heldNanos;
    private volatile long takenAt;
    private boolean held;

    /**
     * What the holder of the turn made.
     *
     * @param waited how long the turn did not come
     */
    public record Taken<T>(T value, Duration waited) {}

    /** Alone. @throws dev.fader.worker.lease.AttemptStopped when the attempt was stopped while it waited */
    public <T> Taken<T> take(Attempt attempt, Callable<T> work) throws Exception {
        long asked = System.nanoTime();
        await(attempt, true);
        try {
            return new Taken<>(work.call(), Duration.ofNanos(takenAt - asked));
        } finally {
            leave(true);
        }
    }

    /** With others that share. @throws dev.fader.worker.lease.AttemptStopped when the attempt was stopped while it waited */
    public <T> Taken<T> share(Attempt attempt, Callable<T> work) throws Exception {
        long asked = System.nanoTime();
        await(attempt, false);
        try {
            Duration waited = Duration.ofNanos(System.nanoTime() - asked);
            return new Taken<>(work.call(), waited);
        } finally {
            leave(false);
        }
    }

    private void await(Attempt attempt, boolean alone) throws InterruptedException {
        Object place = new Object();
        lock.lock();
        try {
            line.add(place);
            try {
                while (line.peek() != place || held || alone && sharing > 0) {
                    if (!moved.await(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
                        attempt.checkStop();
                    }
                }
                hold(alone);
            } finally {
                line.remove(place);
                moved.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private void hold(boolean alone) {
        if (alone) {
            held = true;
            takenAt = System.nanoTime();
        } else {
            sharing++;
        }
    }

    /** For how long anybody has had the turn alone, all in all. */
    public Duration held() {
        lock.lock();
        try {
            return Duration.ofNanos(heldNanos + (held ? System.nanoTime() - takenAt : 0));
        } finally {
            lock.unlock();
        }
    }

    private void leave(boolean alone) {
        lock.lock();
        try {
            if (alone) {
                held = false;
                heldNanos += System.nanoTime() - takenAt;
            } else {
                sharing--;
            }
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
