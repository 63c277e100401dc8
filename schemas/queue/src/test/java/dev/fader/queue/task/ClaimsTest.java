package dev.fader.queue.task;

import static dev.fader.queue.task.CommitResult.COMMITTED;
import static dev.fader.queue.task.CommitResult.LEASE_LOST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.queue.TestDatabase;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.Failure;
import dev.fader.schemas.FailureClass;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.TaskState;
import dev.fader.schemas.event.TaskChanged;
import dev.fader.schemas.kind.PingKind;
import dev.fader.schemas.kind.TaskKinds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rules of claims and fences, on the real database. */
class ClaimsTest {

    private static TestDatabase database;
    private static Worker workerA;
    private static Worker workerB;

    /** What a worker does to tasks. */
    private record Worker(Claims claims, Commits commits) {
        static Worker named(String name) {
            Jdbi jdbi = database.jdbi();
            return new Worker(new Claims(jdbi, name, Duration.ofSeconds(30)), new Commits(jdbi, name));
        }

        List<Claim> claim(List<TaskId> tasks) {
            return claims.claim(tasks, TaskKinds.ALL, false);
        }

        Claim claim(TaskId task) {
            return claim(List.of(task)).getFirst();
        }

        CommitResult commit(Claim claim, Completion completion) {
            return commits.commit(List.of(new Commits.Completed(claim, completion)))
                            .contains(claim.task())
                    ? COMMITTED
                    : LEASE_LOST;
        }
    }

    @BeforeAll
    static void openDatabase() {
        database = TestDatabase.create();
        workerA = Worker.named("a");
        workerB = Worker.named("b");
    }

    @Test
    void aReadyTaskIsClaimedOnceHoweverManyWorkersHoldItsTicket() throws Exception {
        TaskId task = database.readyTask();
        int workers = 8;
        CyclicBarrier together = new CyclicBarrier(workers);
        Callable<Integer> claiming = () -> {
            together.await();
            return Worker.named("any").claim(List.of(task)).size();
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
                .allSatisfy(
                        claim -> assertThat(claim.spec().get("more").asInt()).isZero());
    }

    @Test
    void aTaskOfAKindThatTheWorkerDoesNotRunIsLeftToOthers() {
        TaskId task = database.readyTask();

        List<Claim> claims = workerA.claims().claim(List.of(task), List.of(TaskKinds.REMIX, TaskKinds.PROBE), false);

        assertThat(claims).isEmpty();
        assertThat(database.text(task, "state")).isEqualTo("READY");
    }

    @Test
    void aTaskIsNotClaimedWhileItRunsNorWhenItsLeaseHasExpired() {
        TaskId task = database.readyTask();
        workerA.claim(task);

        assertThat(workerB.claim(List.of(task))).isEmpty();
        database.letLeaseExpire(task);

        assertThat(workerB.claim(List.of(task))).isEmpty();
    }

    @Test
    void aSuspectIsClaimedOnlyByAWorkerThatRunsNothingElse() {
        TaskId task = database.readyTask();
        database.set(task, "suspect = true");

        assertThat(workerA.claim(List.of(task))).isEmpty();
        assertThat(workerA.claims().claim(List.of(task), TaskKinds.ALL, true)).hasSize(1);
    }

    @Test
    void aLateWorkerCannotOverwriteTheResultOfTheOneThatTookOver() {
        TaskId task = database.readyTask();
        Claim first = workerA.claim(task);
        takeBack(task);
        Claim second = workerB.claim(task);

        CommitResult inTime = workerB.commit(second, pong(7));
        CommitResult late = workerA.commit(first, pong(3));

        assertThat(inTime).isEqualTo(COMMITTED);
        assertThat(late).isEqualTo(LEASE_LOST);
        assertThat(database.results(task)).containsExactly("{\"more\": 7}");
    }

    @Test
    void aLateWorkerCanNeitherFailNorGiveBackNorCancel() {
        TaskId task = database.readyTask();
        Claim first = workerA.claim(task);
        takeBack(task);
        workerB.claim(task);

        assertThat(workerA.commits().fail(first, badInput())).isEqualTo(LEASE_LOST);
        assertThat(workerA.commits().retry(first, badInput(), Duration.ZERO)).isEqualTo(LEASE_LOST);
        assertThat(workerA.claims().release(first, Duration.ZERO)).isEqualTo(LEASE_LOST);
        assertThat(workerA.commits().cancelled(first)).isEqualTo(LEASE_LOST);
        assertThat(database.text(task, "worker")).isEqualTo("b");
    }

    @Test
    void aResultThatComesAfterItsLeaseHasExpiredIsTakenIfNobodyElseHasTheTask() {
        TaskId task = database.readyTask();
        Claim claim = workerA.claim(task);
        database.letLeaseExpire(task);

        assertThat(workerA.commit(claim, pong(0))).isEqualTo(COMMITTED);
    }

    @Test
    void ofResultsThatAreCommittedTogetherEachStandsOrFallsWithItsOwnFence() {
        List<TaskId> tasks = database.readyTasks(3);
        List<Claim> claims = workerA.claim(tasks);
        takeBack(tasks.get(1));

        var committed = workerA.commits()
                .commit(claims.stream()
                        .map(claim -> new Commits.Completed(claim, pong(0)))
                        .toList());

        assertThat(committed).containsExactlyInAnyOrder(tasks.get(0), tasks.get(2));
        assertThat(tasks).extracting(task -> database.text(task, "state")).containsExactly("DONE", "READY", "DONE");
        assertThat(tasks).extracting(task -> database.results(task).size()).containsExactly(1, 0, 1);
    }

    @Test
    void aCommitWhoseAnswerWasLostIsConfirmedWhenRepeated() {
        TaskId task = database.readyTask();
        Claim claim = workerA.claim(task);
        workerA.commit(claim, pong(1));

        assertThat(workerA.commit(claim, pong(1))).isEqualTo(COMMITTED);
        assertThat(database.results(task)).hasSize(1);
    }

    @Test
    void aCommitWritesResultMetricsAndEventTogether() {
        TaskId task = database.readyTask();
        Claim claim = workerA.claim(task);

        workerA.commit(claim, pong(0).with(Map.of("times_realtime", 2.5)));

        assertThat(database.text(task, "state")).isEqualTo("DONE");
        assertThat(database.one("SELECT CAST(value AS text) FROM metric_record WHERE task_id = ?", task.uuid()))
                .isEqualTo("2.5");
        assertThat(FaderJson.read(
                        database.one("SELECT CAST(data AS text) FROM event WHERE task_id = ?", task.uuid()),
                        TaskChanged.class))
                .isEqualTo(new TaskChanged(task, claim.batch(), TaskState.DONE, 1, null));
    }

    @Test
    void theNextTaskIsWrittenWithTheResultThatItFollowsFromAndNotWithoutIt() {
        TaskId held = database.readyTask();
        TaskId lost = database.readyTask();
        Claim kept = workerA.claim(held);
        Claim late = workerA.claim(lost);
        takeBack(lost);
        var next = List.of(NextTask.of(TaskKinds.PING, new PingKind.Spec(41)));

        workerA.commit(kept, pong(42).then(next));
        workerA.commit(late, pong(42).then(next));

        String ofBatch = "spec ->> 'more' = '41' AND state = 'READY' AND batch_id = '%s'";
        assertThat(database.count(ofBatch.formatted(kept.batch().uuid()))).isEqualTo(1);
        assertThat(database.count(ofBatch.formatted(late.batch().uuid()))).isZero();
        assertThat(database.one(
                        "SELECT CAST(size AS text) FROM batch WHERE id = ?",
                        kept.batch().uuid()))
                .isEqualTo("2");
    }

    @Test
    void aTaskThatIsRetriedWaitsForItsPause() {
        TaskId task = database.readyTask();
        workerA.commits().retry(workerA.claim(task), badInput(), Duration.ofHours(1));

        assertThat(workerB.claim(List.of(task))).isEmpty();
        database.set(task, "not_before = now()");
        assertThat(workerB.claim(task).attempts().number()).isEqualTo(2);
    }

    @Test
    void aTaskThatIsReleasedHasLostNoAttempt() {
        TaskId task = database.readyTask();
        workerA.claims().release(workerA.claim(task), Duration.ZERO);

        assertThat(workerB.claim(task).attempts().number()).isEqualTo(1);
    }

    /** As the reaper does. */
    private static void takeBack(TaskId task) {
        database.set(task, "state = 'READY', lease_until = NULL, worker = NULL");
    }

    private static Completion pong(int more) {
        return Completion.of(TaskKinds.PING, new PingKind.Pong(more), 1);
    }

    private static Failure badInput() {
        return new Failure(FailureClass.BAD_INPUT, "not_audio", "a text file");
    }
}
