package dev.fader.worker.dataset;

import dev.fader.worker.outcome.RefusedInput;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Several downloads at once. The first that fails ends the others. */
final class Fetching {

    /** One connection seldom fills a network; eight do. */
    static final int AT_ONCE = 8;

    private Fetching() {}

    @FunctionalInterface
    interface One<T> {
        void fetch(T item) throws IOException, RefusedInput;
    }

    /** Returns when nothing is written any more. */
    static <T> void all(List<T> items, One<T> one) throws IOException, RefusedInput {
        ExecutorService pool = Executors.newFixedThreadPool(
                AT_ONCE, Thread.ofPlatform().name("fetching-", 0).daemon().factory());
        try {
            ExecutorCompletionService<Boolean> running = new ExecutorCompletionService<>(pool);
            for (T item : items) {
                running.submit(() -> {
                    one.fetch(item);
                    return true;
                });
            }
            for (int ended = 0; ended < items.size(); ended++) {
                running.take().get();
            }
        } catch (ExecutionException e) {
            throw rethrown(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a data set was fetched");
        } finally {
            pool.shutdownNow();
            pool.close();
        }
    }

    private static IOException rethrown(ExecutionException e) throws IOException, RefusedInput {
        switch (e.getCause()) {
            case IOException failure -> throw failure;
            case RefusedInput refused -> throw refused;
            case RuntimeException failure -> throw failure;
            case Error failure -> throw failure;
            case null, default -> throw new IOException(e);
        }
    }
}
