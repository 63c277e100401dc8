package dev.fader.coordinator.reap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.coordinator.fleet.Fleet;
import dev.fader.coordinator.meters.CoordinatorMeters;
import dev.fader.queue.TestDatabase;
import dev.fader.queue.task.Expiry;
import dev.fader.queue.task.Tickets;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.FailureClass;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.TaskState;
import dev.fader.schemas.event.TaskChanged;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ReaperTest {

    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private final TestDatabase database = TestDatabase.create();
    private final AtomicLong nanos = new AtomicLong();
    private final Reaper reaper = new Reaper(
            new Expiry(database.jdbi(), 2, LEASE),
            new Tickets(database.jdbi()),
            new Fleet(database.jdbi(), Duration.ofMinutes(1)),
            new Steadiness(LEASE, PAUSE, nanos::get),
            new CoordinatorMeters(new SimpleMeterRegistry()),
            Duration.ofSeconds(15));

    @Test
    void aTaskOfASilentWorkerComesBackAsASuspect() {
        TaskId task = runningOn("dead");
        die("dead", task);

        turns(LEASE);

        assertThat(database.text(task, "state || suspect || process_deaths")).isEqualTo("READYtrue0");
    }

    @Test
    void aWorkerThatSaidSomethingAfterItsLastRenewalIsDeadAllTheSame() {
        TaskId task = runningOn("talkative");
        die("talkative", task);
        // at most a quarter of a lease later: then it would have renewed again
        database.execute("UPDATE worker SET last_seen = now() - interval '23 seconds' WHERE id = 'talkative'");

        turns(LEASE);

        assertThat(database.text(task, "state || suspect")).isEqualTo("READYtrue");
    }

    @Test
    void aLeaseThatLastsIsLeftAlone() {
        TaskId task = runningOn("busy");

        turns(LEASE);

        assertThat(database.text(task, "state || suspect")).isEqualTo("RUNNINGfalse");
    }

    @Test
    void ofTheTasksThatAWorkerHeldOnlyTheOneThatTakesWorkersWithItWhenAloneIsQuarantined() {
        database.worker("w", 3);
        List<TaskId> tasks = database.submit("a", 3);
        tasks.forEach(task -> database.claim(task, "w"));
        die("w", tasks.toArray(TaskId[]::new));
        turns(LEASE);
        TaskId guilty = tasks.get(1);

        for (String worker : List.of("second", "third")) {
            database.worker(worker, 1);
            database.claim(guilty, worker);
            die(worker, guilty);
            turns(Duration.ZERO);
        }

        assertThat(tasks)
                .extracting(task -> database.text(task, "state"))
                .containsExactly("READY", "QUARANTINED", "READY");
        TaskChanged event = FaderJson.read(database.one("SELECT CAST(data AS text) FROM event"), TaskChanged.class);
        assertThat(event.state()).isEqualTo(TaskState.QUARANTINED);
        assertThat(event.failure()).extracting("failureClass").isEqualTo(FailureClass.PROCESS_DEATH);
    }

    @Test
    void aLeaseThatExpiredWhileTheDatabaseWasAwayIsNotTheWorkersSilence() {
        turns(LEASE);
        TaskId task = runningOn("lives");
        // nobody could look, and no heartbeat be written
        nanos.addAndGet(Duration.ofMinutes(2).toNanos());
        die("lives", task);

        turns(Duration.ofSeconds(20));
        assertThat(database.text(task, "state")).isEqualTo("RUNNING");
        database.execute("UPDATE worker SET last_seen = now() WHERE id = 'lives'");
        turns(Duration.ofSeconds(10));

        assertThat(database.text(task, "state || suspect || process_deaths || attempts"))
                .isEqualTo("READYfalse00");
    }

    @Test
    void looksThatTakeTheirTimeAreNoBreakHoweverShortLeasesAre() {
        Steadiness database = new Steadiness(Duration.ofSeconds(8), PAUSE, nanos::get);

        for (int look = 0; look < 2; look++) {
            nanos.addAndGet(Duration.ofSeconds(3).toNanos());
            assertThat(database.answered()).isFalse();
        }
        nanos.addAndGet(Duration.ofSeconds(3).toNanos());

        assertThat(database.answered()).isTrue();
    }

    @Test
    void aTicketThatNobodyClaimsIsForgottenWhileASlotIsFree() {
        TaskId task = ticketedLongAgo();
        database.worker("idle", 1);

        turns(Duration.ZERO);

        assertThat(database.count("ticketed_at IS NULL")).isEqualTo(1);
        assertThat(database.text(task, "state")).isEqualTo("READY");
    }

    @Test
    void aTicketThatWaitsForABusySlotIsNotLost() {
        ticketedLongAgo();
        database.worker("busy", 1);
        database.execute("UPDATE worker SET busy = 1");

        turns(Duration.ZERO);

        assertThat(database.count("ticketed_at IS NOT NULL")).isEqualTo(1);
    }

    @Test
    void aTaskThatWasCancelledWhileItsWorkerDiedIsCancelled() {
        TaskId task = runningOn("dead");
        database.set(task, "cancel_requested_at = now()");
        die("dead", task);

        turns(Duration.ZERO);

        assertThat(database.text(task, "state")).isEqualTo("CANCELLED");
        assertThat(database.one("SELECT CAST(count(*) AS text) FROM event")).isEqualTo("1");
    }

    private TaskId runningOn(String worker) {
        database.worker(worker, 3);
        TaskId task = database.submit("a", 1).getFirst();
        database.claim(task, worker);
        return task;
    }

    private void die(String worker, TaskId... tasks) {
        database.letFallSilent(worker);
        for (TaskId task : tasks) {
            database.letLeaseExpire(task);
        }
    }

    /** Turns every two seconds for a while, of this machine's clock; one at least. */
    private void turns(Duration time) {
        reaper.take();
        for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plusSeconds(2)) {
            nanos.addAndGet(Duration.ofSeconds(2).toNanos());
            reaper.take();
        }
    }

    private TaskId ticketedLongAgo() {
        TaskId task = database.submit("a", 1).getFirst();
        database.set(task, "ticketed_at = now() - interval '1 minute'");
        return task;
    }
}
