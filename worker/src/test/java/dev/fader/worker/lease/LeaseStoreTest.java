package dev.fader.worker.lease;

import static dev.fader.worker.lease.CommitResult.COMMITTED;
import static dev.fader.worker.lease.CommitResult.LEASE_LOST;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.Failure;
import dev.fader.schemas.FailureClass;
import dev.fader.schemas.TaskChanged;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.TaskState;
import dev.fader.worker.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rules of claims and fences, on the real database. */
class LeaseStoreTest {

    private static final LeasePolicy POLICY = new LeasePolicy(Duration.ofSeconds(30), 2);
    private static TestDatabase database;
    private static LeaseStore workerA;
    private static LeaseStore workerB;

    @BeforeAll
    static void openDatabase() {
        database = TestDatabase.create();
        workerA = new LeaseStore(database.jdbi(), "a", POLICY);
        workerB = new LeaseStore(database.jdbi(), "b", POLICY);
    }

    @Test
    void aReadyTaskIsClaimedOnceHoweverManyWorkersHoldItsTicket() throws Exception {
        TaskId task = database.readyTask();
        int workers = 8;
        CyclicBarrier together = new CyclicBarrier(workers);
        Callable<Integer> claiming = () -> {
            together.await();
            return new LeaseStore(database.jdbi(), "any", POLICY)
                    .claim(List.of(task))
                    .size();
        };

        int claims = 0;
        try (var threads = Executors.newFixedThreadPool(workers)) {
            List<Future<Integer>> attempts = new ArrayList<>();
            for (int i = 0; i < workers; i++) {
                attempts.add(threads.submit(claiming));
            }
            for (Future<Integer> attempt : attempts) {
                claims += attempt.get();
            }
        }

        assertThat(claims).isEqualTo(1);
        assertThat(database.text(task, "fence")).isEqualTo("1");
    }

    @Test
    void severalTasksAreClaimedInOneStatement() {
        List<TaskId> tasks = database.readyTasks(5);

        List<Claim> claims = workerA.claim(tasks);

        assertThat(claims).extracting(Claim::task).containsExactlyInAnyOrderElementsOf(tasks);
        assertThat(claims)
                .allSatisfy(claim -> assertThat(claim.spec().get("n").asInt()).isEqualTo(1));
    }

    @Test
    void aRunningTaskIsNotClaimedWhileItsLeaseLasts() {
        TaskId task = database.readyTask();
        workerA.claim(List.of(task));

        assertThat(workerB.claim(List.of(task))).isEmpty();
    }

    @Test
    void anExpiredLeaseIsClaimedAgainWithAHigherFence() {
        TaskId task = database.readyTask();
        Claim first = claim(workerA, task);
        database.letLeaseExpire(task);

        Claim second = claim(workerB, task);

        assertThat(second.fence().value()).isGreaterThan(first.fence().value());
        assertThat(second.attempts()).isEqualTo(new Attempts(2, 0, 1));
    }

    @Test
    void aTaskThatTookTwoProcessesWithItIsNotClaimedAgain() {
        TaskId task = database.readyTask();
        for (LeaseStore worker : List.of(workerA, workerB)) {
            claim(worker, task);
            database.letLeaseExpire(task);
        }

        assertThat(workerA.claim(List.of(task))).isEmpty();
    }

    @Test
    void aLateWorkerCannotOverwriteTheResultOfTheOneThatTookOver() {
        TaskId task = database.readyTask();
        Claim first = claim(workerA, task);
        database.letLeaseExpire(task);
        Claim second = claim(workerB, task);

        CommitResult inTime = workerB.commit(second, production("b"));
        CommitResult late = workerA.commit(first, production("a"));

        assertThat(inTime).isEqualTo(COMMITTED);
        assertThat(late).isEqualTo(LEASE_LOST);
        assertThat(database.results(task)).containsExactly("\"b\"");
    }

    @Test
    void aLateWorkerCanNeitherFailNorGiveBackNorCancel() {
        TaskId task = database.readyTask();
        Claim first = claim(workerA, task);
        database.letLeaseExpire(task);
        claim(workerB, task);

        assertThat(workerA.fail(first, badInput())).isEqualTo(LEASE_LOST);
        assertThat(workerA.retry(first, badInput(), Duration.ZERO)).isEqualTo(LEASE_LOST);
        assertThat(workerA.release(first)).isEqualTo(LEASE_LOST);
        assertThat(workerA.cancelled(first)).isEqualTo(LEASE_LOST);
        assertThat(database.text(task, "worker")).isEqualTo("b");
    }

    @Test
    void aCommitWhoseAnswerWasLostIsConfirmedWhenRepeated() {
        TaskId task = database.readyTask();
        Claim claim = claim(workerA, task);
        workerA.commit(claim, production("a"));

        assertThat(workerA.commit(claim, production("a"))).isEqualTo(COMMITTED);
        assertThat(database.results(task)).hasSize(1);
    }

    @Test
    void aCommitWritesResultMetricsAndEventTogether() {
        TaskId task = database.readyTask();

        workerA.commit(claim(workerA, task), production("a"));

        assertThat(database.text(task, "state")).isEqualTo("DONE");
        assertThat(database.one("SELECT CAST(value AS text) FROM metric_record WHERE task_id = ?", task.uuid()))
                .isEqualTo("2.5");
        assertThat(FaderJson.read(
                        database.one("SELECT CAST(data AS text) FROM event WHERE task_id = ?", task.uuid()),
                        TaskChanged.class))
                .isEqualTo(new TaskChanged(task, null, TaskState.DONE, 1, null));
    }

    @Test
    void aTaskThatIsRetriedWaitsForItsPause() {
        TaskId task = database.readyTask();
        workerA.retry(claim(workerA, task), badInput(), Duration.ofHours(1));

        assertThat(workerB.claim(List.of(task))).isEmpty();
        database.set(task, "not_before = now()");
        assertThat(claim(workerB, task).attempts().number()).isEqualTo(2);
    }

    @Test
    void aTaskThatIsReleasedHasLostNoAttempt() {
        TaskId task = database.readyTask();
        workerA.release(claim(workerA, task));

        assertThat(claim(workerB, task).attempts().number()).isEqualTo(1);
    }

    private static Claim claim(LeaseStore worker, TaskId task) {
        return worker.claim(List.of(task)).getFirst();
    }

    private static Production production(String text) {
        return new Production(TaskState.DONE, TextNode.valueOf(text), 10, null, Map.of("times_realtime", 2.5));
    }

    private static Failure badInput() {
        return new Failure(FailureClass.BAD_INPUT, "not_audio", "a text file");
    }
}
