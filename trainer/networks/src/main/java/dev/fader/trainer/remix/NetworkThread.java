package dev.fader.trainer.remix;

import dev.fader.trainer.separation.Separator;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The thread that a separator works on. What is asked while it works is collected, and goes through it together, as much
 * as it takes at once: first what somebody waits for, then in the order of asking. Safe for several threads.
 */
final class NetworkThread implements AutoCloseable {

    private final Separator separator;
    private final Duration patience;
    private final Lock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Asked> urgent = new ArrayDeque<>();
    private final Deque<Asked> others = new ArrayDeque<>();
    private final Thread thread;
    private NetworkUse use = NetworkUse.NONE;
    private boolean closed;
    /** Of the call that runs, by the monotonic clock. */
    private volatile @Nullable Long began;

    private volatile boolean stalled;

    private record Asked(Separator.Request request, CompletableFuture<float[]> answer) {

        int channels() {
            return request.part().channels();
        }
    }

    /** @param patience how long a call may take */
    NetworkThread(Separator separator, Duration patience) {
        this.separator = separator;
        this.patience = patience;
        this.thread = Thread.ofPlatform().name("network").daemon().start(this::work);
    }

    /** @return the sums, or what broke the network when it made them */
    Future<float[]> submit(Separator.Request request, boolean isUrgent) {
        Asked asked = new Asked(request, new CompletableFuture<>());
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("the network is closed");
            }
            (isUrgent ? urgent : others).add(asked);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        return asked.answer();
    }

    /** Looks whether the call that runs will ever return. @throws StalledException if it has taken too long */
    void checkStall() {
        Long since = began;
        if (since != null && System.nanoTime() - since > patience.toNanos()) {
            stalled = true;
            throw new StalledException(
                    "a call of the network has not returned for %d seconds".formatted(patience.toSeconds()));
        }
    }

    /** Whether a call was given up, in which the thread still is. */
    boolean isStalled() {
        return stalled;
    }

    /** So far. */
    NetworkUse use() {
        lock.lock();
        try {
            return use;
        } finally {
            lock.unlock();
        }
    }

    private void work() {
        for (List<Asked> batch = next(); batch != null; batch = next()) {
            answer(batch);
        }
    }

    private @Nullable List<Asked> next() {
        lock.lock();
        try {
            while (urgent.isEmpty() && others.isEmpty()) {
                if (closed) {
                    return null;
                }
                changed.awaitUninterruptibly();
            }
            int most = separator.channelsAtOnce();
            List<Asked> batch = new ArrayList<>();
            for (Asked next = first(); next != null && (batch.isEmpty() || next.channels() <= most); next = first()) {
                most -= next.channels();
                batch.add(next);
                (urgent.isEmpty() ? others : urgent).remove();
            }
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Asked first() {
        return urgent.isEmpty() ? others.peek() : urgent.peek();
    }

    /** What breaks one of several may be the fault of another of them: then each goes by itself. */
    private void answer(List<Asked> batch) {
        long from = System.nanoTime();
        began = from;
        try {
            List<float[]> sums =
                    separator.combine(batch.stream().map(Asked::request).toList());
            began = null;
            count(batch, System.nanoTime() - from);
            for (int i = 0; i < sums.size(); i++) {
                batch.get(i).answer().complete(sums.get(i));
            }
        } catch (Throwable broke) {
            began = null;
            if (batch.size() == 1) {
                batch.getFirst().answer().completeExceptionally(broke);
            } else {
                batch.forEach(asked -> answer(List.of(asked)));
            }
        }
    }

    private void count(List<Asked> batch, long nanos) {
        NetworkUse more = new NetworkUse(1, 0, 0, nanos / 1e9);
        for (Asked asked : batch) {
            double seconds = (double) asked.request().part().samples() / separator.sampleRateHz();
            more = more.plus(new NetworkUse(0, asked.channels(), asked.channels() * seconds, 0));
        }
        lock.lock();
        try {
            use = use.plus(more);
        } finally {
            lock.unlock();
        }
    }

    /** Waits until all that was asked is answered, but not for a call that was given up. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        boolean interrupted = false;
        while (!stalled) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
