package dev.fader.queue.outage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BreakerTest {

    private static final Exception FAILURE = new IOException("broke off");
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicBoolean there = new AtomicBoolean(true);
    private final AtomicInteger asked = new AtomicInteger();
    private final Breaker breaker = new Breaker(
            "storage",
            () -> {
                asked.incrementAndGet();
                if (!there.get()) {
                    throw new IOException("connection refused");
                }
            },
            nanos::get);

    @Test
    void aFailureIsExcusedOnlyWhereTheThingDoesNotAnswerEither() {
        assertThat(breaker.excuses(FAILURE)).isFalse();

        there.set(false);

        assertThat(breaker.excuses(FAILURE)).isTrue();
        assertThat(breaker.isClosed()).isFalse();
        assertThat(breaker.why()).isEqualTo("connection refused");
    }

    @Test
    void whatIsUnprovenIsAwayUntilItHasAnswered() {
        Breaker unproven = Breaker.unproven(
                "device",
                () -> {
                    if (!there.get()) {
                        throw new IOException("wrong result");
                    }
                },
                nanos::get);
        assertThat(unproven.isClosed()).isFalse();

        there.set(false);
        unproven.tick();
        assertThat(unproven.why()).isEqualTo("wrong result");

        there.set(true);
        pass(Duration.ofSeconds(10));
        unproven.tick();
        assertThat(unproven.isClosed()).isTrue();
    }

    @Test
    void whatIsAwayIsAskedAfterWithGrowingPausesUntilItAnswers() {
        there.set(false);
        breaker.excuses(FAILURE);
        int before = asked.get();

        for (int second = 0; second < 30; second++) {
            pass(Duration.ofSeconds(1));
            breaker.tick();
        }
        assertThat(asked.get() - before).isBetween(4, 8);
        there.set(true);
        pass(Duration.ofSeconds(10));
        breaker.tick();

        assertThat(breaker.isClosed()).isTrue();
    }

    @Test
    void whatIsThereIsWatchedSoThatItsAbsenceIsKnownWhenNobodyWorks() {
        breaker.tick();
        there.set(false);

        pass(Duration.ofSeconds(5));
        breaker.tick();

        assertThat(breaker.isClosed()).isFalse();
    }

    @Test
    void whileAThingIsAwayFailuresAreExcusedWithoutAsking() {
        there.set(false);
        breaker.excuses(FAILURE);
        int before = asked.get();

        assertThat(breaker.excuses(FAILURE)).isTrue();
        assertThat(asked.get()).isEqualTo(before);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
