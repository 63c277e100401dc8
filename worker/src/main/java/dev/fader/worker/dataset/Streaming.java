package dev.fader.worker.dataset;

import dev.fader.schemas.dataset.DatasetManifest.Item;
import dev.fader.trainer.data.Arrival;
import dev.fader.worker.outcome.RefusedInput;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Objects that are fetched while others are read already: in their order, but what somebody needs he fetches
 * himself. One that fails is told to whoever needs it, and the others go on. Safe for threads.
 */
final class Streaming implements Arrival, AutoCloseable {

    private final Map<Path, Arriving> coming = new ConcurrentHashMap<>();
    private final Queue<Arriving> order = new ConcurrentLinkedQueue<>();
    private final Fetching.One<Item> fetch;
    private final Link link;
    private final ExecutorService pool;

    /** One content, and the files that will have it. */
    private record Arriving(Item item, List<Path> files, CompletableFuture<Item> whole) {}

    /** Makes a file of an item whole. */
    interface Link {
        void relink(Path file, Item item) throws IOException;
    }

    /**
     * @param files that are waited for, by item
     * @param fetch brings an item's content to where it belongs
     * @param link makes the files lead there
     */
    Streaming(Map<Item, List<Path>> files, List<Item> inOrder, Fetching.One<Item> fetch, Link link) {
        this.fetch = fetch;
        this.link = link;
        for (Item item : inOrder) {
            List<Path> its = files.getOrDefault(item, List.of());
            Arriving arriving = new Arriving(item, its, new CompletableFuture<>());
            order.add(arriving);
            its.forEach(file -> coming.put(file, arriving));
        }
        this.pool = Executors.newFixedThreadPool(
                Fetching.AT_ONCE,
                Thread.ofPlatform().name("streaming-", 0).daemon().factory());
    }

    /** Learns that nothing more is fetched. */
    @FunctionalInterface
    interface Ended {
        /** @param complete whether all has come; otherwise files still lead to beginnings */
        void ended(boolean complete);
    }

    /** Begins. */
    void start(Ended afterwards) {
        CompletableFuture<?>[] all = order.stream().map(Arriving::whole).toArray(CompletableFuture[]::new);
        for (int n = 0; n < Fetching.AT_ONCE; n++) {
            pool.execute(this::work);
        }
        var unused = CompletableFuture.allOf(all).whenComplete((done, failure) -> afterwards.ended(failure == null));
    }

    private void work() {
        for (Arriving next = order.poll(); next != null; next = order.poll()) {
            fetch(next);
        }
    }

    private void fetch(Arriving next) {
        try {
            fetch.fetch(next.item());
            for (Path file : next.files()) {
                link.relink(file, next.item());
                coming.remove(file);
            }
            next.whole().complete(next.item());
        } catch (IOException | RefusedInput | RuntimeException e) {
            next.whole().completeExceptionally(e);
        }
    }

    @Override
    public void await(Path file) throws IOException {
        Arriving wanted = coming.get(file);
        if (wanted == null) {
            return;
        }
        // whoever cannot go on without it fetches it, unless somebody is about to
        if (order.remove(wanted)) {
            fetch(wanted);
        }
        try {
            Item unused = wanted.whole().get();
        } catch (CancellationException e) {
            throw new IOException(file + " is not fetched any more: its data set was closed", e);
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            if (cause instanceof RuntimeException stopped) {
                throw stopped;
            }
            throw new IOException(cause.getMessage(), cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while " + file + " was waited for");
        }
    }

    /** Ends what is under way; what has come stays. */
    @Override
    public void close() {
        for (Arriving left = order.poll(); left != null; left = order.poll()) {
            left.whole().cancel(false);
        }
        pool.shutdownNow();
        pool.close();
    }
}
