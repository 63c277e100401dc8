package dev.fader.coordinator.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.coordinator.OwnerTest;
import dev.fader.schemas.RunId;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.api.ProblemType;
import dev.fader.schemas.api.TaskView;
import dev.fader.schemas.api.WorkerView;
import dev.fader.schemas.kind.TaskKinds;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is known of workers, and what operators do to them, over HTTP. */
@QuarkusTest
class FleetTest extends OwnerTest {

    @Inject
    Fleet fleet;

    private final String worker = "w-" + tenant;

    @AfterEach
    void forget() {
        jdbi.useHandle(handle -> handle.execute("DELETE FROM worker WHERE id = ?", worker));
    }

    @Test
    void aWorkerSaysHowItFaresAndWhatItHasInHand() throws Exception {
        RunId run = RunId.create();
        register();
        TaskView task = tasks(submit(1)).getFirst();
        update(task, "state = 'RUNNING', lease_until = now() + interval '1 minute', worker = '" + worker + "'");
        jdbi.useHandle(handle -> handle.execute(
                "UPDATE worker SET run_id = ?, memory_bytes = 5, device_busy = 0.25 WHERE id = ?", run.uuid(), worker));

        WorkerView view = find();

        assertThat(view.tasks()).containsExactly(task.id());
        assertThat(view.warmRun()).isEqualTo(run);
        assertThat(view.memoryBytes()).isEqualTo(5);
        assertThat(view.deviceBusy()).isEqualTo(0.25);
        assertThat(view.draining()).isFalse();
        update(task, "state = 'CANCELLED', lease_until = NULL, finished_at = now()");
    }

    @Test
    void aWorkerThatIsDrainedIsCountedNoMoreUntilItIsUndrained() throws Exception {
        register();
        assertThat(counts()).isTrue();

        assertThat(read(post("/v1/workers/" + worker + "/drain", ""), WorkerView.class)
                        .draining())
                .isTrue();
        assertThat(counts()).isFalse();

        assertThat(read(post("/v1/workers/" + worker + "/undrain", ""), WorkerView.class)
                        .draining())
                .isFalse();
        assertThat(counts()).isTrue();
    }

    @Test
    void aWorkerThatThereIsNotOrThatIsSilentCannotBeDrained() throws Exception {
        problem(post("/v1/workers/" + worker + "/drain", ""), ProblemType.NOT_FOUND);
        register();
        jdbi.useHandle(handle -> handle.execute(
                "UPDATE worker SET last_seen = now() - CAST(? AS interval) WHERE id = ?",
                Duration.ofHours(1).toString(),
                worker));

        problem(post("/v1/workers/" + worker + "/drain", ""), ProblemType.NOT_FOUND);
    }

    /** Of a class of its own kind here: what other tests' workers take does not matter. */
    private boolean counts() {
        return fleet.serves(TaskClass.INTERACTIVE, TaskKinds.PING);
    }

    private void register() {
        jdbi.useHandle(handle -> handle.execute(
                "INSERT INTO worker (id, state, device, slots, classes, kinds, versions)"
                        + " VALUES (?, 'READY', 'cpu', 1, '{interactive}', '{ping}', '{}')",
                worker));
    }

    private WorkerView find() throws Exception {
        return Arrays.stream(read(get("/v1/workers"), WorkerView[].class))
                .filter(view -> view.id().equals(worker))
                .findFirst()
                .orElseThrow();
    }
}
