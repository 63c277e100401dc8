package dev.fader.worker.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fader.worker.lease.Attempt;
import dev.fader.worker.lease.AttemptStopped;
import dev.fader.worker.lease.WatchedAttempt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class NetworkTurnTest {

    private final NetworkTurn turn = new NetworkTurn();

    @Test
    void whoeverCameFirstIsServedFirstHoweverLongItWaits() throws Exception {
        List<String> served = new ArrayList<>();
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            List<Future<?>> waiting = new ArrayList<>();
            turn.take(WatchedAttempt.undisturbed(), () -> {
                for (String name : List.of("first", "second", "third")) {
                    Impatient attempt = new Impatient();
                    waiting.add(threads.submit(() -> turn.take(attempt, () -> served.add(name))));
                    attempt.asked.await();
                }
                return served;
            });
            for (Future<?> one : waiting) {
                one.get();
            }
        }

        assertThat(served).containsExactly("first", "second", "third");
    }

    @Test
    void whoeverIsStoppedWhileWaitingLeavesTheLine() throws Exception {
        turn.take(WatchedAttempt.undisturbed(), () -> {
            assertThatThrownBy(() -> turn.take(WatchedAttempt.stopped(), () -> "never"))
                    .isInstanceOf(AttemptStopped.class);
            return "done";
        });

        assertThat(turn.take(WatchedAttempt.undisturbed(), () -> "next").value())
                .isEqualTo("next");
    }

    @Test
    void workThatFailsGivesTheTurnBack() throws Exception {
        assertThatThrownBy(() -> turn.take(WatchedAttempt.undisturbed(), () -> {
                    throw new IllegalStateException("out of memory");
                }))
                .hasMessage("out of memory");

        assertThat(turn.take(WatchedAttempt.undisturbed(), () -> "next").value())
                .isEqualTo("next");
    }

    @Test
    void itIsKnownForHowLongAnybodyHadTheTurnAlsoWhileSomebodyHasIt() throws Exception {
        turn.take(WatchedAttempt.undisturbed(), () -> "done");
        Duration before = turn.held();
        assertThat(turn.held()).as("nobody has it").isEqualTo(before);

        turn.take(WatchedAttempt.undisturbed(), () -> {
            Duration held = turn.held();
            while (turn.held().equals(held)) {
                Thread.onSpinWait();
            }
            return "it grows";
        });

        assertThat(turn.held()).isGreaterThan(before);
    }

    @Test
    void severalShareWhereTheyMayAndWhoeverIsAloneWaitsForAllOfThem() throws Exception {
        CountDownLatch bothIn = new CountDownLatch(2);
        CountDownLatch mayGo = new CountDownLatch(1);
        List<String> order = new ArrayList<>();
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            List<Future<?>> sharing = new ArrayList<>();
            for (int n = 0; n < 2; n++) {
                sharing.add(threads.submit(() -> turn.share(WatchedAttempt.undisturbed(), () -> {
                    bothIn.countDown();
                    mayGo.await();
                    return "shared";
                })));
            }
            bothIn.await();
            Impatient training = new Impatient();
            Future<?> alone = threads.submit(() -> turn.take(training, () -> order.add("alone")));
            training.asked.await();
            Impatient later = new Impatient();
            Future<?> third = threads.submit(() -> turn.share(later, () -> order.add("shares later")));
            later.asked.await();
            assertThat(order).as("nobody passes whoever came first").isEmpty();

            mayGo.countDown();

            for (Future<?> one : sharing) {
                one.get();
            }
            alone.get();
            third.get();
        }

        assertThat(order).containsExactly("alone", "shares later");
    }

    /** Tells when it was asked twice, and so has waited twice in vain. */
    private static final class Impatient implements Attempt {

        private final CountDownLatch asked = new CountDownLatch(2);

        @Override
        public void progress(double done, double total) {
            // nobody looks
        }

        @Override
        public boolean stopRequested() {
            return false;
        }

        @Override
        public void checkStop() {
            asked.countDown();
        }
    }
}
