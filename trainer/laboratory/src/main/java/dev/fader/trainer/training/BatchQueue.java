package dev.fader.trainer.training;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Draws batches ahead of the training loop, in order, so that the network never waits for data.
 *
 * @param <T> a batch
 */
public final class BatchQueue<T> implements AutoCloseable {

    /** Half of the processors, for a network on them needs the others; a thread reads some hundred examples a second. */
    private static final int LOADERS = Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, 8);

    private static final int AHEAD = 4 * LOADERS;

    private final Draw<T> draw;
    private final ExecutorService loaders = Executors.newFixedThreadPool(
            LOADERS, Thread.ofPlatform().name("batch-loader-", 0).daemon().factory());
    private final Deque<Future<T>> pending = new ArrayDeque<>();
    private long next;
    private long waitedNanos;

    /** Where batches come from, each by its number. */
    @FunctionalInterface
    public interface Draw<T> {
        T batch(long number) throws IOException;
    }

    /** @param first number of the first batch */
    public BatchQueue(Draw<T> draw, long first) {
        this.draw = draw;
        this.next = first;
    }

    /** The next batches of a step. @throws IOException whose cause is what kept one from being drawn */
    public List<T> take(int count) throws IOException, InterruptedException {
        List<T> batches = new ArrayList<>();
        while (batches.size() < count) {
            batches.add(take());
        }
        return batches;
    }

    /** How long the training loop had to wait so far. */
    public Duration waited() {
        return Duration.ofNanos(waitedNanos);
    }

    private T take() throws IOException, InterruptedException {
        if (Thread.interrupted()) {
            // a batch that is there already would be given without a look
            throw new InterruptedException();
        }
        while (pending.size() < AHEAD) {
            long number = next++;
            pending.add(loaders.submit(() -> draw.batch(number)));
        }
        long start = System.nanoTime();
        try {
            return pending.remove().get();
        } catch (ExecutionException e) {
            throw new IOException("cannot draw training examples", e.getCause());
        } finally {
            waitedNanos += System.nanoTime() - start;
        }
    }

    @Override
    public void close() {
        loaders.shutdownNow();
    }
}
