package dev.fader.coordinator.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.schemas.BatchId;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BatchFeedTest {

    private static final BatchId BATCH = BatchId.create();
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger summed = new AtomicInteger();

    @Test
    void aBatchThatTakesLongToSumUpIsSummedUpOnceForAHundredViewers() {
        BatchFeed feed = feed(Duration.ofMillis(80));

        for (int viewer = 0; viewer < 100; viewer++) {
            feed.latest(BATCH);
        }
        assertThat(summed.get()).isEqualTo(1);
        nanos.addAndGet(Duration.ofMillis(800).toNanos());
        feed.latest(BATCH);

        assertThat(summed.get()).isEqualTo(2);
    }

    @Test
    void aSmallBatchIsSummedUpForEachWhoAsks() {
        BatchFeed feed = feed(Duration.ofMillis(1));

        feed.latest(BATCH);
        feed.latest(BATCH);

        assertThat(summed.get()).isEqualTo(2);
    }

    @Test
    void whoAsksWhileItIsSummedUpIsNotMadeToWait() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch proceed = new CountDownLatch(1);
        BatchFeed feed = new BatchFeed(
                batch -> {
                    if (summed.incrementAndGet() == 2) {
                        begun.countDown();
                        await(proceed);
                    }
                    return Optional.empty();
                },
                nanos::get);
        feed.latest(BATCH);
        try (var threads = Executors.newSingleThreadExecutor()) {
            var slow = threads.submit(() -> feed.latest(BATCH));
            begun.await();

            assertThat(feed.latest(BATCH)).isEmpty();

            proceed.countDown();
            slow.get();
        }
        assertThat(summed.get()).isEqualTo(2);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private BatchFeed feed(Duration takes) {
        return new BatchFeed(
                batch -> {
                    summed.incrementAndGet();
                    nanos.addAndGet(takes.toNanos());
                    return Optional.empty();
                },
                nanos::get);
    }
}
