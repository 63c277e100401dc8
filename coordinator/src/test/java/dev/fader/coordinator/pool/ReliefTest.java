package dev.fader.coordinator.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.coordinator.fleet.Fleet;
import dev.fader.coordinator.meters.CoordinatorMeters;
import dev.fader.queue.TestDatabase;
import dev.fader.queue.task.Claims;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.kind.TaskKinds;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReliefTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TestDatabase database = TestDatabase.create();
    private final Relief relief = new Relief(
            database.jdbi(),
            new Fleet(database.jdbi(), Duration.ofMinutes(1)),
            Map.of(TaskClass.BATCH, PATIENCE),
            new CoordinatorMeters(new SimpleMeterRegistry()));
    private TaskId epoch;

    @BeforeEach
    void anEpochRuns() {
        database.worker("w", 2);
        epoch = database.readyTask();
        database.set(epoch, "class = 'training', kind = 'epoch'");
        database.claim(epoch, "w");
    }

    @Test
    void trainingGoesOnWhileNobodyWaitsTooLong() {
        TaskId waiting = waitingFor(Duration.ofSeconds(59));

        relief.take();

        assertThat(yieldAsked()).isFalse();
        assertThat(pool()).isZero();
        assertThat(database.text(waiting, "state")).isEqualTo("READY");
    }

    @Test
    void itMakesRoomForATaskThatHasWaitedTooLongAndIsNotStartedMeanwhile() {
        waitingFor(Duration.ofSeconds(61));
        TaskId next = database.readyTask();
        database.set(next, "class = 'training', kind = 'epoch'");

        relief.take();

        assertThat(yieldAsked()).isTrue();
        assertThat(claim(next)).isEmpty();
        assertThat(claim(database.readyTask())).hasSize(1);
    }

    @Test
    void itIsGivenBackTheRoomWhenNobodyHasWaitedForHalfAsLong() {
        TaskId waiting = waitingFor(Duration.ofSeconds(61));
        relief.take();

        waiting = agedTo(waiting, Duration.ofSeconds(31));
        relief.take();
        assertThat(pool()).isEqualTo(1);
        waiting = agedTo(waiting, Duration.ofSeconds(29));
        relief.take();

        assertThat(pool()).isZero();
        assertThat(database.text(waiting, "state")).isEqualTo("READY");
    }

    @Test
    void whatIsHeldBackOrNobodyCanRunDoesNotWait() {
        database.set(waitingFor(Duration.ofSeconds(61)), "paused = true");
        database.set(waitingFor(Duration.ofSeconds(61)), "not_before = now() + interval '1 minute'");
        TaskId unserved = waitingFor(Duration.ofSeconds(61));
        database.execute("UPDATE worker SET kinds = '{epoch}'");

        relief.take();

        assertThat(yieldAsked()).isFalse();
        assertThat(database.text(unserved, "state")).isEqualTo("READY");
    }

    @Test
    void whatCannotGoOnLaterIsNotAsked() {
        TaskId running = database.readyTask();
        database.claim(running, "w");
        waitingFor(Duration.ofSeconds(61));

        relief.take();

        assertThat(database.text(running, "yield_requested_at IS NULL")).isEqualTo("true");
    }

    private TaskId waitingFor(Duration age) {
        TaskId task = database.readyTask();
        return agedTo(task, age);
    }

    /** An id tells when its task was written. */
    private TaskId agedTo(TaskId task, Duration age) {
        long millis = System.currentTimeMillis() - age.toMillis();
        TaskId older = new TaskId(new UUID(
                millis << 16 | task.uuid().getMostSignificantBits() & 0xffff,
                task.uuid().getLeastSignificantBits()));
        database.set(task, "id = '" + older.uuid() + "'");
        return older;
    }

    private List<?> claim(TaskId task) {
        return new Claims(database.jdbi(), "w", Duration.ofSeconds(30)).claim(List.of(task), TaskKinds.ALL, false);
    }

    private boolean yieldAsked() {
        return Boolean.parseBoolean(database.text(epoch, "yield_requested_at IS NOT NULL"));
    }

    private int pool() {
        return Integer.parseInt(database.one("SELECT CAST(count(*) AS text) FROM pause WHERE scope = 'pool'"));
    }
}
