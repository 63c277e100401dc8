package dev.fader.coordinator.reap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.coordinator.CoordinatorMeters;
import dev.fader.coordinator.TestDatabase;
import dev.fader.coordinator.fleet.Fleet;
import dev.fader.coordinator.task.TaskStore;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.FailureClass;
import dev.fader.schemas.TaskChanged;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.TaskState;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReaperTest {

    private final TestDatabase database = TestDatabase.create();
    private final Reaper reaper = new Reaper(
            database.jdbi(),
            new Fleet(database.jdbi(), Duration.ofMinutes(1)),
            new CoordinatorMeters(new SimpleMeterRegistry()),
            2,
            Duration.ofSeconds(15));

    @Test
    void aTaskOfASilentWorkerComesBack() {
        TaskId task = database.submit("a", 1).getFirst();
        database.claim(task, "dead");
        database.letLeaseExpire(task);

        reaper.tick();

        assertThat(database.text(task, "state || process_deaths")).isEqualTo("READY1");
    }

    @Test
    void aLeaseThatLastsIsLeftAlone() {
        TaskId task = database.submit("a", 1).getFirst();
        database.claim(task, "busy");

        reaper.tick();

        assertThat(database.text(task, "state || process_deaths")).isEqualTo("RUNNING0");
    }

    @Test
    void aTaskThatTookTwoProcessesWithItIsQuarantinedAndToldOf() {
        TaskId task = database.submit("a", 1).getFirst();
        for (String worker : List.of("first", "second")) {
            database.claim(task, worker);
            database.letLeaseExpire(task);
            reaper.tick();
        }

        assertThat(database.text(task, "state")).isEqualTo("QUARANTINED");
        TaskChanged event = FaderJson.read(database.one("SELECT CAST(data AS text) FROM event"), TaskChanged.class);
        assertThat(event.state()).isEqualTo(TaskState.QUARANTINED);
        assertThat(event.failure()).extracting("failureClass").isEqualTo(FailureClass.PROCESS_DEATH);
    }

    @Test
    void aTicketThatNobodyClaimsIsForgottenWhileASlotIsFree() {
        TaskId task = ticketedLongAgo();
        database.worker("idle", 1);

        reaper.tick();

        assertThat(database.count("ticketed_at IS NULL")).isEqualTo(1);
        assertThat(database.text(task, "state")).isEqualTo("READY");
    }

    @Test
    void aTicketThatWaitsForABusySlotIsNotLost() {
        ticketedLongAgo();
        database.worker("busy", 1);
        database.claim(database.submit("a", 1).getFirst(), "busy");

        reaper.tick();

        assertThat(database.count("ticketed_at IS NOT NULL")).isEqualTo(1);
    }

    @Test
    void aTaskThatWasCancelledWhileItsWorkerDiedIsCancelled() {
        TaskId task = database.submit("a", 1).getFirst();
        database.claim(task, "dead");
        new TaskStore(database.jdbi()).cancel(task);
        database.letLeaseExpire(task);

        reaper.tick();

        assertThat(database.text(task, "state")).isEqualTo("CANCELLED");
        assertThat(database.one("SELECT CAST(count(*) AS text) FROM event")).isEqualTo("1");
    }

    private TaskId ticketedLongAgo() {
        TaskId task = database.submit("a", 1).getFirst();
        database.set(task, "ticketed_at = now() - interval '1 minute'");
        return task;
    }
}
