package dev.fader.trainer.training;

import dev.fader.trainer.data.Batch;
import dev.fader.trainer.data.ExampleSampler;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Draws batches ahead of the training loop, in order, so that the network never waits for data. */
final class BatchQueue implements AutoCloseable {

    private static final int AHEAD = 4;

    private final ExampleSampler sampler;
    private final ExecutorService loader = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("batch-loader").daemon().factory());
    private final Deque<Future<Batch>> pending = new ArrayDeque<>();
    private long next;

    BatchQueue(ExampleSampler sampler, long firstStep) {
        this.sampler = sampler;
        this.next = firstStep;
    }

    Batch take() throws IOException, InterruptedException {
        while (pending.size() < AHEAD) {
            long step = next++;
            pending.add(loader.submit(() -> sampler.batch(step)));
        }
        try {
            return pending.remove().get();
        } catch (ExecutionException e) {
            throw new IOException("cannot draw training examples", e);
        }
    }

    @Override
    public void close() {
        loader.shutdownNow();
    }
}
