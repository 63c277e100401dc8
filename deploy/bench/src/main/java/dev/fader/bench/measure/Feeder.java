package dev.fader.bench.measure;

import dev.fader.bench.contender.Contender;
import java.util.concurrent.CompletableFuture;

/** Submits as fast as tasks are committed, on a thread of its own, so that as many wait at the end as at the beginning. */
final class Feeder implements AutoCloseable {

    private static final int MOST_AT_ONCE = 500;

    private final Contender contender;
    private final int atOnce;
    private final CompletableFuture<Void> feeding;
    private volatile boolean stopped;

    /** @param waiting as many as there are now */
    Feeder(Contender contender, int waiting) {
        this.contender = contender;
        // half of them are there while the others are written
        this.atOnce = Math.clamp(waiting / 2, 1, MOST_AT_ONCE);
        this.feeding = CompletableFuture.runAsync(this::feed, command -> new Thread(command, "feeder").start());
    }

    private void feed() {
        long submitted = contender.committed();
        try {
            while (!stopped) {
                if (contender.committed() - submitted >= atOnce) {
                    contender.submit(atOnce);
                    submitted += atOnce;
                } else {
                    Thread.sleep(5);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @throws java.util.concurrent.CompletionException when a submission failed */
    @Override
    public void close() {
        stopped = true;
        feeding.join();
    }
}
