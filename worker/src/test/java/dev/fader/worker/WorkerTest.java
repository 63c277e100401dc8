package dev.fader.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.TaskState;
import dev.fader.trainer.engine.Device;
import dev.fader.worker.attempt.TaskRunner;
import dev.fader.worker.attempt.WorkerMeters;
import dev.fader.worker.fleet.Registration;
import dev.fader.worker.lease.Attempt;
import dev.fader.worker.lease.Claim;
import dev.fader.worker.lease.LeasePolicy;
import dev.fader.worker.lease.Production;
import dev.fader.worker.outcome.Outcome;
import dev.fader.worker.outcome.RetryPolicy;
import dev.fader.worker.queue.KafkaTicketSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whole workers on the real database and the real broker; only what they run is simple. */
@Timeout(60)
class WorkerTest {

    private static final List<TaskClass> CLASSES = List.of(TaskClass.BATCH);
    private TestDatabase database;

    @BeforeEach
    void openDatabase() {
        database = TestDatabase.create();
    }

    @Test
    void everyTicketedTaskIsDoneOnceByTwoWorkers() throws Exception {
        List<TaskId> tasks = database.readyTasks(20);
        Worker one = worker("one", new Immediate());
        Worker two = worker("two", new Immediate());
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
        Worker worker = worker("one", new Immediate());
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
        List<TaskId> tasks = List.of(database.readyTask("broken"), database.readyTask("bad"), database.readyTask());
        Worker worker = worker("one", new Immediate(), new Throwing(), new Refusing());
        try (TestKafka kafka = TestKafka.create()) {
            kafka.publish(tasks);
            worker.start();

            awaitState("DONE", 1);
        } finally {
            worker.stop();
        }

        assertThat(tasks).extracting(task -> database.text(task, "state")).containsExactly("READY", "FAILED", "DONE");
        assertThat(database.text(tasks.get(0), "failure_detail")).contains("a bug");
        assertThat(database.text(tasks.get(1), "failure_reason")).isEqualTo("not_audio");
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

    private void awaitState(String state, int count) {
        await().atMost(Duration.ofSeconds(40))
                .untilAsserted(
                        () -> assertThat(database.one("SELECT CAST(count(*) AS text) FROM task WHERE state = ?", state))
                                .isEqualTo(Integer.toString(count)));
    }

    private Worker worker(String id, TaskRunner... runners) {
        Worker.Settings settings = new Worker.Settings(
                id,
                2,
                new LeasePolicy(Duration.ofSeconds(2), 2),
                new RetryPolicy(3, 2, Duration.ofMinutes(5), Duration.ofMinutes(5)),
                Duration.ofMillis(200),
                Duration.ofSeconds(10));
        return new Worker(
                settings,
                database.jdbi(),
                new Registration(database.jdbi(), id, new Device.Cpu(), 2, CLASSES),
                List.of(runners),
                meters -> new KafkaTicketSource(TestKafka.bootstrapServers(), CLASSES, meters),
                new WorkerMeters(new SimpleMeterRegistry()));
    }

    private record Immediate() implements TaskRunner {
        @Override
        public String kind() {
            return "test";
        }

        @Override
        public Outcome run(Claim claim, Attempt attempt) {
            return new Outcome.Produced(
                    new Production(TaskState.DONE, TextNode.valueOf(claim.task().toString()), 1, null, Map.of()));
        }
    }

    private record Throwing() implements TaskRunner {
        @Override
        public String kind() {
            return "broken";
        }

        @Override
        public Outcome run(Claim claim, Attempt attempt) {
            throw new IllegalStateException("a bug");
        }
    }

    private record Refusing() implements TaskRunner {
        @Override
        public String kind() {
            return "bad";
        }

        @Override
        public Outcome run(Claim claim, Attempt attempt) {
            return new Outcome.BadInput("not_audio", "a text file");
        }
    }

    private record UntilStopped(CountDownLatch started) implements TaskRunner {
        @Override
        public String kind() {
            return "test";
        }

        @Override
        public Outcome run(Claim claim, Attempt attempt) {
            started.countDown();
            while (true) {
                attempt.checkStop();
                Thread.onSpinWait();
            }
        }
    }
}
