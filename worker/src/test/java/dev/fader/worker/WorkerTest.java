package dev.fader.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fader.queue.TestDatabase;
import dev.fader.queue.loop.LoopObserver;
import dev.fader.queue.outage.Breaker;
import dev.fader.queue.task.Claim;
import dev.fader.queue.task.Completion;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.Ticket;
import dev.fader.schemas.kind.PingKind;
import dev.fader.schemas.kind.TaskKind;
import dev.fader.schemas.kind.TaskKinds;
import dev.fader.worker.attempt.TaskRunner;
import dev.fader.worker.attempt.WorkerMeters;
import dev.fader.worker.lease.Attempt;
import dev.fader.worker.lease.LeasePolicy;
import dev.fader.worker.outage.Outages;
import dev.fader.worker.outcome.Outcome;
import dev.fader.worker.outcome.RetryPolicy;
import dev.fader.worker.ping.PingRunner;
import dev.fader.worker.queue.KafkaTicketSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whole workers on the real database and the real broker; only what they run is simple. */
@Timeout(60)
class WorkerTest {

    private TestDatabase database;

    @BeforeEach
    void openDatabase() {
        database = TestDatabase.create();
    }

    @Test
    void everyTicketedTaskIsDoneOnceByTwoWorkers() throws Exception {
        List<TaskId> tasks = database.readyTasks(20);
        Worker one = worker("one", new PingRunner());
        Worker two = worker("two", new PingRunner());
        try (TestKafka kafka = TestKafka.create()) {
            kafka.publish(tasks);
            kafka.publish(tasks);
            one.start();
            two.start();

            awaitState("DONE", 20);
        } finally {
            one.stop();
            two.stop();
        }

        assertThat(database.one("SELECT CAST(max(fence) AS text) FROM task")).isEqualTo("1");
        assertThat(database.one("SELECT CAST(count(*) AS text) FROM result")).isEqualTo("20");
    }

    @Test
    void aMalformedTicketGoesToTheDeadLettersAndTheNextIsTaken() throws Exception {
        TaskId task = database.readyTask();
        String malformed = "no ticket " + System.nanoTime();
        Worker worker = worker("one", new PingRunner());
        try (TestKafka kafka = TestKafka.create()) {
            kafka.publish(malformed);
            kafka.publish(List.of(task));
            worker.start();

            awaitState("DONE", 1);
            assertThat(kafka.deadLettersUntil(malformed)).contains(malformed);
        } finally {
            worker.stop();
        }
    }

    @Test
    void aFileThatFailsDoesNotStopTheNext() throws Exception {
        TaskId broken = ping(BROKEN);
        TaskId bad = ping(BAD);
        TaskId good = ping(0);
        Worker worker = worker("one", new Moody());
        try (TestKafka kafka = TestKafka.create()) {
            kafka.publish(List.of(broken, bad, good));
            worker.start();

            awaitState("DONE", 1);
        } finally {
            worker.stop();
        }

        assertThat(List.of(broken, bad, good))
                .extracting(task -> database.text(task, "state"))
                .containsExactly("READY", "FAILED", "DONE");
        assertThat(database.text(broken, "failure_detail")).contains("a bug");
        assertThat(database.text(bad, "failure_reason")).isEqualTo("not_audio");
    }

    @Test
    void aTicketOfManyTasksIsWorkedThroughInOneSlot() throws Exception {
        List<TaskId> tasks = database.readyTasks(50);
        Worker worker = worker("one", new PingRunner());
        try (TestKafka kafka = TestKafka.create()) {
            kafka.publish(Ticket.of(tasks, TaskClass.BATCH, TaskKinds.PING));
            worker.start();

            awaitState("DONE", 50);
        } finally {
            worker.stop();
        }

        assertThat(database.one("SELECT CAST(count(*) AS text) FROM event")).isEqualTo("50");
    }

    @Test
    void whatCannotBeClaimedNowLosesItsTicketSoThatItIsGivenAnother() throws Exception {
        List<TaskId> tasks = database.readyTasks(2);
        database.set(tasks.getFirst(), "paused = true, ticketed_at = now()");
        Worker worker = worker("one", new PingRunner());
        try (TestKafka kafka = TestKafka.create()) {
            kafka.publish(Ticket.of(tasks, TaskClass.BATCH, TaskKinds.PING));
            worker.start();

            awaitState("DONE", 1);
            await().until(() -> database.count("ticketed_at IS NOT NULL") == 0);
        } finally {
            worker.stop();
        }

        assertThat(database.text(tasks.getFirst(), "state")).isEqualTo("READY");
    }

    @Test
    void aSuspectRunsWhenNothingElseDoes() throws Exception {
        TaskId suspect = ping(0);
        database.set(suspect, "suspect = true");
        List<TaskId> others = List.of(ping(SLOW), ping(SLOW));
        Company company = new Company();
        Worker worker = worker("one", company);
        try (TestKafka kafka = TestKafka.create()) {
            kafka.publish(others);
            worker.start();
            company.started.acquire(2);
            kafka.publish(Ticket.alone(suspect, TaskClass.BATCH, TaskKinds.PING));
            kafka.publish(List.of(ping(0), ping(0)));
            company.proceed.release(2);

            awaitState("DONE", 5);
        } finally {
            worker.stop();
        }

        assertThat(company.with.get(suspect)).isEqualTo(1);
    }

    @Test
    void aWorkerThatIsStoppedGivesItsTaskBackAndSignsOff() throws Exception {
        TaskId task = database.readyTask();
        CountDownLatch started = new CountDownLatch(1);
        Worker worker = worker("one", new UntilStopped(started));
        try (TestKafka kafka = TestKafka.create()) {
            kafka.publish(List.of(task));
            worker.start();
            started.await();
        } finally {
            worker.stop();
        }

        assertThat(database.text(task, "state || attempts")).isEqualTo("READY0");
        assertThat(database.one("SELECT state FROM worker")).isEqualTo("STOPPED");
    }

    @Test
    void aCancelReachesTheAttemptWithTheHeartbeat() throws Exception {
        TaskId task = database.readyTask();
        CountDownLatch started = new CountDownLatch(1);
        Worker worker = worker("one", new UntilStopped(started));
        try (TestKafka kafka = TestKafka.create()) {
            kafka.publish(List.of(task));
            worker.start();
            started.await();

            database.set(task, "cancel_requested_at = now()");

            awaitState("CANCELLED", 1);
        } finally {
            worker.stop();
        }
    }

    @Test
    void aWorkerThatIsDrainedFinishesWhatItHasAndTakesTasksAgainWhenItMay() throws Exception {
        Company company = new Company();
        Worker worker = worker("one", company);
        try (TestKafka kafka = TestKafka.create()) {
            kafka.publish(List.of(ping(SLOW)));
            worker.start();
            company.started.acquire();
            database.execute("UPDATE worker SET drain = true");
            await().until(() -> database.one("SELECT state FROM worker").equals("DRAINING"));
            kafka.publish(List.of(ping(0)));
            company.proceed.release();
            awaitState("DONE", 1);
            await().until(() ->
                    database.one("SELECT CAST(busy AS text) FROM worker").equals("0"));
            assertThat(database.count("state = 'READY'")).isEqualTo(1);

            database.execute("UPDATE worker SET drain = false");

            awaitState("DONE", 2);
            await().until(() -> database.one("SELECT state FROM worker").equals("READY"));
        } finally {
            worker.stop();
        }
    }

    @Test
    void aProcessThatHasGrownTooLargeFinishesWhatItHasAndEnds() throws Exception {
        Company company = new Company();
        Worker worker = worker("one", company);
        AtomicInteger ends = new AtomicInteger();
        Retirement retirement = retirement(worker, proven(), 101, () -> false, ends);
        try (TestKafka kafka = TestKafka.create()) {
            kafka.publish(List.of(ping(SLOW)));
            worker.start();
            company.started.acquire();
            retirement.take();
            kafka.publish(List.of(ping(0)));
            awaitState("DONE", 1);
            await().until(() -> worker.attemptsEnded() == 1);

            retirement.take();
            assertThat(ends).as("one is in hand").hasValue(0);
            company.proceed.release();
            await().until(() -> worker.busy() == 0);
            retirement.take();
            retirement.take();

            assertThat(ends).hasValue(1);
            kafka.publish(List.of(ping(0)));
        } finally {
            worker.stop();
        }
        assertThat(database.count("state = 'READY'")).as("it takes no more").isEqualTo(1);
    }

    @Test
    void aProcessThatIsSmallStays() {
        AtomicInteger ends = new AtomicInteger();
        Retirement retirement = retirement(worker("one", new PingRunner()), proven(), 99, () -> false, ends);

        retirement.take();

        assertThat(ends).hasValue(0);
    }

    @Test
    void aProcessWhoseDeviceBreaksEndsButOneThatNeverHadAnyWaitsForIt() {
        AtomicBoolean works = new AtomicBoolean();
        AtomicLong nanos = new AtomicLong();
        Breaker device = Breaker.unproven(
                "device",
                () -> {
                    if (!works.get()) {
                        throw new IllegalStateException("CUDA error: an illegal memory access was encountered");
                    }
                },
                nanos::get);
        AtomicInteger ends = new AtomicInteger();
        Retirement retirement = retirement(worker("one", new PingRunner()), device, 0, () -> false, ends);
        device.tick();
        retirement.take();
        assertThat(ends).hasValue(0);

        works.set(true);
        nanos.addAndGet(Duration.ofSeconds(10).toNanos());
        device.tick();
        retirement.take();
        works.set(false);
        assertThat(device.excuses(new IllegalStateException("CUDA error"))).isTrue();
        retirement.take();

        assertThat(ends).hasValue(1);
    }

    @Test
    void aProcessInWhichANativeCallHangsEndsWhateverItHas() {
        AtomicBoolean hangs = new AtomicBoolean();
        AtomicInteger ends = new AtomicInteger();
        Retirement retirement = retirement(worker("one", new PingRunner()), proven(), 0, hangs::get, ends);
        retirement.take();
        assertThat(ends).hasValue(0);

        hangs.set(true);
        retirement.take();
        retirement.take();

        assertThat(ends).hasValue(1);
    }

    @Test
    void aProcessThatTakesAllMemoryThereIsDoesNotWaitForTheEndOfATask() {
        AtomicInteger orderly = new AtomicInteger();
        AtomicInteger atOnce = new AtomicInteger();
        Retirement retirement = new Retirement(
                worker("one", new PingRunner()),
                proven(),
                () -> 201,
                new Retirement.Bounds(100, 200),
                () -> false,
                new Retirement.Ends(orderly::incrementAndGet, atOnce::incrementAndGet));

        retirement.take();

        assertThat(atOnce).hasValue(1);
        assertThat(orderly).hasValue(0);
    }

    private static Retirement retirement(
            Worker worker, Breaker device, long memory, BooleanSupplier stalled, AtomicInteger ends) {
        return new Retirement(
                worker,
                device,
                () -> memory,
                new Retirement.Bounds(100, 1000),
                stalled,
                new Retirement.Ends(ends::incrementAndGet, () -> {
                    throw new AssertionError("there is time");
                }));
    }

    private static Breaker proven() {
        return new Breaker("device", () -> {}, System::nanoTime);
    }

    private void awaitState(String state, int count) {
        await().atMost(Duration.ofSeconds(40))
                .untilAsserted(
                        () -> assertThat(database.one("SELECT CAST(count(*) AS text) FROM task WHERE state = ?", state))
                                .isEqualTo(Integer.toString(count)));
    }

    private TaskId ping(int more) {
        return database.submit(TaskKinds.PING, "default", 0, 1, n -> new PingKind.Spec(more))
                .getFirst();
    }

    private Worker worker(String id, TaskRunner<?> runner) {
        Worker.Settings settings = new Worker.Settings(
                id,
                "cpu",
                2,
                1,
                List.of(TaskClass.BATCH),
                new LeasePolicy(Duration.ofSeconds(2)),
                new RetryPolicy(3, 2, 3, Duration.ofMinutes(5), Duration.ofMinutes(5)),
                Duration.ofMillis(200),
                Duration.ofSeconds(10));
        WorkerMeters meters = new WorkerMeters(new SimpleMeterRegistry());
        Breaker there = new Breaker("there", () -> {}, System::nanoTime);
        return new Worker(
                settings,
                database.jdbi(),
                new Outages(there, there, Map.of()),
                List.of(runner),
                (taskClass, kinds) -> new KafkaTicketSource(TestKafka.bootstrapServers(), taskClass, kinds, meters),
                meters,
                new LoopObserver() {
                    @Override
                    public void failed(String loop, Throwable cause) {}

                    @Override
                    public void fatal(String loop, Throwable cause) {}
                });
    }

    private static final int BROKEN = 1001;
    private static final int BAD = 1002;
    private static final int SLOW = 1003;

    /** Does what the number of a ping says. */
    private record Moody() implements TaskRunner<PingKind.Spec> {
        @Override
        public TaskKind<PingKind.Spec, ?> kind() {
            return TaskKinds.PING;
        }

        @Override
        public Outcome run(PingKind.Spec ping, Claim claim, Attempt attempt) {
            return switch (ping.more()) {
                case BROKEN -> throw new IllegalStateException("a bug");
                case BAD -> new Outcome.BadInput("not_audio", "a text file");
                default -> done();
            };
        }
    }

    private static Outcome done() {
        return new Outcome.Produced(Completion.of(TaskKinds.PING, new PingKind.Pong(0), 1));
    }

    /** Remembers how many ran together with each task. */
    private static final class Company implements TaskRunner<PingKind.Spec> {
        private final Semaphore started = new Semaphore(0);
        private final Semaphore proceed = new Semaphore(0);
        private final AtomicInteger running = new AtomicInteger();
        private final Map<TaskId, Integer> with = new ConcurrentHashMap<>();

        @Override
        public TaskKind<PingKind.Spec, ?> kind() {
            return TaskKinds.PING;
        }

        @Override
        public Outcome run(PingKind.Spec ping, Claim claim, Attempt attempt) throws Exception {
            with.put(claim.task(), running.incrementAndGet());
            started.release();
            if (ping.more() == SLOW) {
                proceed.acquire();
            }
            running.decrementAndGet();
            return done();
        }
    }

    private record UntilStopped(CountDownLatch started) implements TaskRunner<PingKind.Spec> {
        @Override
        public TaskKind<PingKind.Spec, ?> kind() {
            return TaskKinds.PING;
        }

        @Override
        public Outcome run(PingKind.Spec ping, Claim claim, Attempt attempt) {
            started.countDown();
            while (true) {
                attempt.checkStop();
                Thread.onSpinWait();
            }
        }
    }
}
