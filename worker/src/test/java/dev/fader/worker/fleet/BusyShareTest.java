package dev.fader.worker.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class BusyShareTest {

    @Test
    void theShareIsOfTheTimeSinceTheLastQuestion() {
        AtomicLong nanos = new AtomicLong();
        AtomicReference<Duration> busy = new AtomicReference<>(Duration.ZERO);
        BusyShare share = new BusyShare(busy::get, nanos::get);

        nanos.addAndGet(Duration.ofSeconds(10).toNanos());
        busy.set(Duration.ofSeconds(4));
        assertThat(share.sinceLast()).isEqualTo(0.4);

        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        busy.set(Duration.ofSeconds(6));
        assertThat(share.sinceLast()).isEqualTo(1);
        assertThat(share.sinceLast()).as("no time has passed").isZero();
    }

    @Test
    void aProcessKnowsItsMemoryAndTheMachines() {
        assertThat(ProcessMemory.resident()).isBetween(1L << 20, ProcessMemory.ofMachine());
    }
}
