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
    private final Slots.Share urgent = slots.share(0, 2, busy -> {});

    @AfterEach
    void close() {
        slots.close();
    }

    @Test
    void noMoreAreTakenThanThereAre() {
        assertThat(slots.take(urgent)).isTrue();
        assertThat(slots.take(urgent)).isTrue();
        assertThat(slots.take(urgent)).isFalse();

        slots.back(urgent, 1);

        assertThat(slots.take(urgent)).isTrue();
        assertThat(heard).containsExactly(1, 2, 1, 2);
    }

    @Test
    void whileTheyRestNothingBeginsThoughSlotsAreFree() throws Exception {
        slots.rest(true);

        assertThat(slots.take(urgent)).isFalse();
        assertThat(slots.awaitFree(urgent, NO_TIME)).isFalse();
        assertThat(slots.reserve()).isTrue();
        assertThat(slots.takeAll(urgent, NO_TIME)).isFalse();

        slots.rest(false);
        assertThat(slots.takeAll(urgent, LONG)).isTrue();
    }

    @Test
    void whenASlotBecomesFreeTheMoreUrgentClassLooksFirst() throws Exception {
        slots.take(urgent);
        slots.take(urgent);
        slots.back(urgent, 1);

        assertThat(slots.awaitFree(urgent, NO_TIME)).isTrue();
        assertThat(slots.awaitFree(slots.share(1000, 2, busy -> {}), NO_TIME)).isFalse();
    }

    @Test
    void whoWaitsForASlotIsWokenWhenOneIsGivenBack() throws Exception {
        slots.take(urgent);
        CountDownLatch proceed = new CountDownLatch(1);
        slots.take(urgent);
        slots.run(urgent, 1, () -> await(proceed));

        proceed.countDown();

        assertThat(slots.awaitFree(urgent, LONG)).isTrue();
    }

    @Test
    void whatIsToRunAloneWaitsForTheRestAndLetsNothingElseBegin() throws Exception {
        slots.take(urgent);
        assertThat(slots.reserve()).isTrue();
        assertThat(slots.reserve()).isFalse();

        assertThat(slots.take(urgent)).isFalse();
        assertThat(slots.awaitFree(urgent, NO_TIME)).isFalse();
        assertThat(slots.takeAll(urgent, NO_TIME)).isFalse();
        slots.back(urgent, 1);
        assertThat(slots.takeAll(urgent, LONG)).isTrue();
        assertThat(slots.busy()).isEqualTo(2);
        slots.back(urgent, 2);

        assertThat(slots.take(urgent)).isTrue();
    }

    @Test
    void aClassGetsNoMoreThanItsShareSoThatTheOthersFindASlot() throws Exception {
        List<Integer> training = new ArrayList<>();
        Slots.Share one = slots.share(2, 1, training::add);

        assertThat(slots.take(one)).isTrue();
        assertThat(slots.take(one)).isFalse();
        assertThat(slots.awaitFree(one, NO_TIME)).isFalse();
        assertThat(slots.take(urgent)).isTrue();
        slots.back(one, 1);

        assertThat(slots.take(one)).isTrue();
        assertThat(training).containsExactly(1, 0, 1);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
