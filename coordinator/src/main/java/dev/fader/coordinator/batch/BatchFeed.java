package dev.fader.coordinator.batch;

import dev.fader.schemas.BatchId;
import dev.fader.schemas.api.BatchView;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Batches for however many who look at them: what it takes to sum up a batch is taken once, and shown to all who ask
 * while it is fresh. The more it takes the longer it counts as fresh, so that looking never takes more than a tenth of
 * the time; a small batch is summed up for each who asks. Safe for several threads.
 */
@Singleton
public final class BatchFeed {

    private static final int SHARE = 10;
    private static final long FREE = TimeUnit.MILLISECONDS.toNanos(5);
    private static final Duration FORGET = Duration.ofMinutes(1);

    private record Seen(Optional<BatchView> view, long at, long freshFor) {}

    /** Of one batch. */
    private static final class Entry {
        private final AtomicBoolean summing = new AtomicBoolean();
        private volatile @Nullable Seen seen;
    }

    private final Function<BatchId, Optional<BatchView>> sums;
    private final LongSupplier nanos;
    private final Map<BatchId, Entry> entries = new ConcurrentHashMap<>();

    @Inject
    BatchFeed(BatchStore batches) {
        this(batches::find, System::nanoTime);
    }

    BatchFeed(Function<BatchId, Optional<BatchView>> sums, LongSupplier nanos) {
        this.sums = sums;
        this.nanos = nanos;
    }

    /** The batch as it is, or was a moment ago; nothing when there is none. */
    public Optional<BatchView> latest(BatchId batch) {
        Entry entry = entries.computeIfAbsent(batch, id -> new Entry());
        Seen seen = entry.seen;
        if (seen != null && nanos.getAsLong() - seen.at() < seen.freshFor()) {
            return seen.view();
        }
        if (!entry.summing.compareAndSet(false, true)) {
            // somebody sums up already: what was seen last is better than to wait, or to ask the same
            return seen == null ? sums.apply(batch) : seen.view();
        }
        try {
            return sum(batch, entry);
        } finally {
            entry.summing.set(false);
            forgetOld();
        }
    }

    private Optional<BatchView> sum(BatchId batch, Entry entry) {
        long before = nanos.getAsLong();
        Optional<BatchView> view = sums.apply(batch);
        long now = nanos.getAsLong();
        long took = now - before;
        entry.seen = new Seen(view, now, took < FREE ? 0 : took * SHARE);
        return view;
    }

    private void forgetOld() {
        entries.values().removeIf(entry -> {
            Seen seen = entry.seen;
            return seen != null && nanos.getAsLong() - seen.at() > FORGET.toNanos();
        });
    }
}
