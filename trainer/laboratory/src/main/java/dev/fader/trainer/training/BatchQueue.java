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
 * Draws batches ahead of the training loop, in order, and brings the next ones to the device, so that the network never waits
 * for data.
 *
 * @param <T> a batch that was drawn
 * @param <S> the same on the device
 */
public final class BatchQueue<T, S> implements AutoCloseable {

    /** Half of the processors, for a network on them needs the others; a thread reads some hundred examples a second. */
    private static final int LOADERS = Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, 8);

    private static final int AHEAD = 4 * LOADERS;

    /** More would only take the device's memory. */
    private static final int STAGED_AHEAD = 2;

    private final Draw<T> draw;
    private final Stage<T, S> stage;
    private final ExecutorService loaders = Executors.newFixedThreadPool(
            LOADERS, Thread.ofPlatform().name("batch-loader-", 0).daemon().factory());
    private final ExecutorService stager = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("batch-stager").daemon().factory());
    private final Deque<Future<T>> drawn = new ArrayDeque<>();
    private final Deque<Future<S>> staged = new ArrayDeque<>();
    private long next;
    private long waitedNanos;

    /** Where batches come from, each by its number. */
    @FunctionalInterface
    public interface Draw<T> {
        T batch(long number) throws IOException;
    }

    /** Brings a batch to where it is needed, one at a time. */
    @FunctionalInterface
    public interface Stage<T, S> {
        S staged(T batch);
    }

    /** @param first number of the first batch */
    public BatchQueue(Draw<T> draw, Stage<T, S> stage, long first) {
        this.draw = draw;
        this.stage = stage;
        this.next = first;
    }

    /** The next batches of a step. @throws IOException whose cause is what kept one from being drawn */
    public List<S> take(int count) throws IOException, InterruptedException {
        List<S> batches = new ArrayList<>();
        while (batches.size() < count) {
            batches.add(take());
        }
        return batches;
    }

    /** How long the training loop had to wait so far. */
    public Duration waited() {
        return Duration.ofNanos(waitedNanos);
    }

    private S take() throws IOException, InterruptedException {
        if (Thread.interrupted()) {
            // a batch that is there already would be given without a look
            throw new InterruptedException();
        }
        while (staged.size() < STAGED_AHEAD) {
            drawAhead();
            Future<T> batch = drawn.remove();
            staged.add(stager.submit(() -> stage.staged(ofLoader(batch))));
        }
        drawAhead();
        long start = System.nanoTime();
        try {
            return staged.remove().get();
        } catch (ExecutionException e) {
            throw new IOException("cannot draw training examples", e.getCause());
        } finally {
            waitedNanos += System.nanoTime() - start;
        }
    }

    private void drawAhead() {
        while (drawn.size() < AHEAD) {
            long number = next++;
            drawn.add(loaders.submit(() -> draw.batch(number)));
        }
    }

    /** What kept it from being drawn is thrown as it is. */
    private static <T> T ofLoader(Future<T> batch) throws Exception {
        try {
            return batch.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case Exception failure -> throw failure;
                case Error failure -> throw failure;
                case null, default -> throw e;
            }
        }
    }

    /** Returns when nothing is drawn or brought any more. */
    @Override
    public void close() {
        loaders.shutdownNow();
        stager.shutdownNow();
        stager.close();
    }
}
