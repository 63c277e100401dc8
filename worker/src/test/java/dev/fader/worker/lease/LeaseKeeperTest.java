package dev.fader.worker.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fader.queue.TestDatabase;
import dev.fader.queue.task.Claims;
import dev.fader.schemas.DatasetId;
import dev.fader.schemas.RunId;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.dataset.DatasetRef;
import dev.fader.schemas.kind.EpochKind;
import dev.fader.schemas.kind.TaskKinds;
import dev.fader.schemas.remix.StoredObject;
import dev.fader.schemas.run.TrainingSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LeaseKeeperTest {

    private static final LeasePolicy POLICY = new LeasePolicy(Duration.ofSeconds(30));
    private static TestDatabase database;
    private final AtomicLong nanos = new AtomicLong();
    private final LeaseKeeper keeper =
            new LeaseKeeper(new Claims(database.jdbi(), "a", POLICY.lease()), POLICY, nanos::get);

    @BeforeAll
    static void openDatabase() {
        database = TestDatabase.create();
    }

    @Test
    void aLeaseEndsOnThisMachinesClockBeforeTheDatabaseWouldLetAnotherWorkerIn() {
        Lease lease = claim(database.readyTask());

        pass(Duration.ofSeconds(26));
        assertThat(lease.stopReason()).isNull();
        pass(Duration.ofSeconds(1));

        assertThat(lease.stopReason()).isEqualTo(StopReason.LEASE_LOST);
        assertThatThrownBy(lease::checkStop).isInstanceOf(AttemptStopped.class);
    }

    @Test
    void aHeartbeatExtendsTheLeaseAndReportsProgress() {
        TaskId task = database.readyTask();
        Lease lease = claim(task);
        lease.progress(12.5, 180);

        pass(Duration.ofSeconds(20));
        beat();
        pass(Duration.ofSeconds(20));

        assertThat(lease.stopRequested()).isFalse();
        assertThat(database.text(task, "progress_done || '/' || progress_total"))
                .isEqualTo("12.5/180");
    }

    @Test
    void aHeartbeatOnALostFenceTellsTheAttemptToStop() {
        TaskId task = database.readyTask();
        Lease lease = claim(task);
        database.set(task, "state = 'READY', lease_until = NULL, worker = NULL");
        database.claim(task, "b");

        beat();

        assertThat(lease.stopReason()).isEqualTo(StopReason.LEASE_LOST);
    }

    @Test
    void aCancelIsSeenByTheHeartbeat() {
        TaskId task = database.readyTask();
        Lease lease = claim(task);
        database.set(task, "cancel_requested_at = now()");

        beat();

        assertThat(lease.stopReason()).isEqualTo(StopReason.CANCELLED);
    }

    @Test
    void oneHeartbeatRenewsAllLeasesAndLosesOnlyTheLostOnes() {
        List<TaskId> tasks = database.readyTasks(3);
        List<Lease> leases = tasks.stream().map(this::claim).toList();
        database.set(tasks.get(1), "fence = fence + 1");

        beat();

        assertThat(leases).extracting(Lease::stopReason).containsExactly(null, StopReason.LEASE_LOST, null);
    }

    @Test
    void whileItRestsWhatCanGoOnLaterMakesRoomAndTheRestIsFinished() {
        Lease ping = claim(database.readyTask());
        Lease epoch = claim(epoch());

        keeper.rest(true);
        Lease late = claim(epoch());

        assertThat(List.of(ping, epoch, late))
                .extracting(Lease::stopReason)
                .containsExactly(null, StopReason.YIELD, StopReason.YIELD);
        assertThatThrownBy(epoch::checkStop).isInstanceOf(AttemptStopped.class);
        assertThat(new Unyielding(epoch).stopRequested()).isFalse();
        assertThat(keeper.goOn(database.readyTask(), TaskKinds.ALL)).isEmpty();
        keeper.stopAll();
        assertThat(new Unyielding(epoch).stopRequested()).isTrue();
        keeper.rest(false);
        assertThat(claim(epoch()).stopReason()).isNull();
    }

    private TaskId epoch() {
        EpochKind.Spec spec = new EpochKind.Spec(
                RunId.create(),
                1,
                new TrainingSpec(
                        JsonNodeFactory.instance.objectNode(),
                        new DatasetRef(DatasetId.create(), "songs", new StoredObject("fader", "m", 1, "0".repeat(64))),
                        null,
                        Map.of()),
                null);
        return database.submit(TaskKinds.EPOCH, "default", 0, 1, n -> spec).getFirst();
    }

    private Lease claim(TaskId task) {
        return keeper.claim(List.of(task), TaskKinds.ALL, false).getFirst();
    }

    private void beat() {
        database.jdbi().useHandle(keeper::tick);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
