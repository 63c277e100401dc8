package dev.fader.worker.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SlotsTest {

    private static final Duration NO_TIME = Duration.ZERO;
    private static final Duration LONG = Duration.ofSeconds(10);
    private final List<Integer> heard = new ArrayList<>();
    private final Slots slots = new Slots(2, heard::add);

    @AfterEach
    void close() {
        slots.close();
    }

    @Test
    void noMoreAreTakenThanThereAre() {
        assertThat(slots.take()).isTrue();
        assertThat(slots.take()).isTrue();
        assertThat(slots.take()).isFalse();

        slots.back(1);

        assertThat(slots.take()).isTrue();
        assertThat(heard).containsExactly(1, 2, 1, 2);
    }

    @Test
    void whenASlotBecomesFreeTheMoreUrgentClassLooksFirst() throws Exception {
        slots.take();
        slots.take();
        slots.back(1);

        assertThat(slots.awaitFree(0, NO_TIME)).isTrue();
        assertThat(slots.awaitFree(1000, NO_TIME)).isFalse();
    }

    @Test
    void whoWaitsForASlotIsWokenWhenOneIsGivenBack() throws Exception {
        slots.take();
        CountDownLatch proceed = new CountDownLatch(1);
        slots.take();
        slots.run(1, () -> await(proceed));

        proceed.countDown();

        assertThat(slots.awaitFree(0, LONG)).isTrue();
    }

    @Test
    void whatIsToRunAloneWaitsForTheRestAndLetsNothingElseBegin() throws Exception {
        slots.take();
        assertThat(slots.reserve()).isTrue();
        assertThat(slots.reserve()).isFalse();

        assertThat(slots.take()).isFalse();
        assertThat(slots.awaitFree(0, NO_TIME)).isFalse();
        assertThat(slots.takeAll(NO_TIME)).isFalse();
        slots.back(1);
        assertThat(slots.takeAll(LONG)).isTrue();
        assertThat(slots.busy()).isEqualTo(2);
        slots.back(2);

        assertThat(slots.take()).isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
