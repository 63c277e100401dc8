package dev.fader.queue.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LoopTest {

    private final AtomicLong nanos = new AtomicLong();
    private final List<String> heard = new ArrayList<>();
    private final LoopObserver observer = new LoopObserver() {
        @Override
        public void failed(String loop, Throwable cause) {
            heard.add("failed " + cause.getMessage());
        }

        @Override
        public void fatal(String loop, Throwable cause) {
            heard.add("fatal " + cause.getMessage());
        }
    };

    @Test
    void aTurnThatFailsIsToldAndDoesNotEndTheLoop() throws Exception {
        Loop loop = loop(failing(1, new IllegalStateException("away")));

        loop.tick();
        loop.tick();

        assertThat(heard).containsExactly("failed away");
        assertThat(loop.health().good()).isTrue();
        assertThat(loop.health().lastFailure()).isNull();
    }

    @Test
    void memoryThatAnotherPartTookIsSurvivedUntilItIsClearThatItWillNotComeBack() throws Exception {
        Loop recovering = loop(failing(4, new OutOfMemoryError("heap")));
        Loop lost = loop(failing(100, new OutOfMemoryError("heap")));

        for (int turn = 0; turn < 5; turn++) {
            recovering.tick();
        }
        assertThat(heard).doesNotContain("fatal heap");
        for (int turn = 0; turn < 5; turn++) {
            lost.tick();
        }

        assertThat(heard).endsWith("fatal heap");
    }

    @Test
    void aClassThatIsMissingEndsTheProcessAtOnce() throws Exception {
        loop(failing(1, new NoClassDefFoundError("Gone"))).tick();

        assertThat(heard).containsExactly("fatal Gone");
    }

    @Test
    void aLoopWithoutAGoodTurnForLongIsNotGoodAndSaysWhy() throws Exception {
        Loop loop = loop(failing(100, new IllegalStateException("away")));
        loop.tick();

        nanos.addAndGet(Duration.ofSeconds(30).toNanos());
        assertThat(loop.health().good()).isTrue();
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());

        assertThat(loop.health().good()).isFalse();
        assertThat(loop.health().complaint()).isEqualTo("no good turn for 31 s: away");
    }

    @Test
    void aTurnThatNeverEndsIsSeenByItsAge() throws Exception {
        CountDownLatch hung = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        Loop loop = new Loop(
                new Loop.Shape("hangs", Duration.ZERO, Duration.ofSeconds(30)),
                () -> {
                    begun.countDown();
                    hung.await();
                },
                observer,
                nanos::get);
        loop.start();
        begun.await();

        nanos.addAndGet(Duration.ofSeconds(31).toNanos());

        assertThat(loop.health().good()).isFalse();
        hung.countDown();
        loop.close();
    }

    @Test
    void aLoopThatIsWokenDoesNotWaitForItsPause() throws Exception {
        CountDownLatch twice = new CountDownLatch(2);
        Loop loop = new Loop(
                new Loop.Shape("sleepy", Duration.ofHours(1), Duration.ofHours(10)),
                twice::countDown,
                observer,
                System::nanoTime);
        loop.start();

        loop.wake();

        twice.await();
        loop.close();
    }

    private Loop loop(Loop.Turn turn) {
        return new Loop(
                new Loop.Shape("test", Duration.ofSeconds(1), Duration.ofSeconds(30)), turn, observer, nanos::get);
    }

    private static Loop.Turn failing(int times, Throwable failure) {
        AtomicInteger turns = new AtomicInteger();
        return () -> {
            if (turns.getAndIncrement() < times) {
                if (failure instanceof Error error) {
                    throw error;
                }
                throw (Exception) failure;
            }
        };
    }
}
