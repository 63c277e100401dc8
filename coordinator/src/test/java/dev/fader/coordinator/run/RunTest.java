package dev.fader.coordinator.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.fader.coordinator.OwnerTest;
import dev.fader.queue.dataset.DatasetRows;
import dev.fader.queue.run.EpochEnd;
import dev.fader.queue.task.Claim;
import dev.fader.queue.task.Claims;
import dev.fader.queue.task.Commits;
import dev.fader.queue.task.Completion;
import dev.fader.queue.task.NextTask;
import dev.fader.schemas.DatasetId;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.Failure;
import dev.fader.schemas.FailureClass;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.api.BatchPage;
import dev.fader.schemas.api.ProblemType;
import dev.fader.schemas.api.RunComparison;
import dev.fader.schemas.api.RunEpochView;
import dev.fader.schemas.api.RunEvent;
import dev.fader.schemas.api.RunPage;
import dev.fader.schemas.api.RunState;
import dev.fader.schemas.api.RunView;
import dev.fader.schemas.dataset.CheckResult;
import dev.fader.schemas.dataset.CheckSpec;
import dev.fader.schemas.kind.EpochKind;
import dev.fader.schemas.kind.PreflightKind;
import dev.fader.schemas.kind.TaskKinds;
import dev.fader.schemas.remix.StoredObject;
import dev.fader.schemas.run.Position;
import dev.fader.schemas.run.TrainingSpec;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Runs over HTTP; the test is their workers. */
@QuarkusTest
class RunTest extends OwnerTest {

    private static final StoredObject OBJECT = new StoredObject("fader", "results/m", 10, "1".repeat(64));

    @Test
    void aRunIsLookedAtFirstThenTrainedEpochByEpoch() throws Exception {
        RunView run = submitRun();
        assertThat(run.state()).isEqualTo(RunState.CHECKING);
        assertThat(run.name()).isEqualTo("rock");

        look(run);
        assertThat(find(run).state()).isEqualTo(RunState.WAITING);
        assertThat(find(run).secondsLeft()).isEqualTo(3 * 40.0);
        Claim running = claim(run);
        assertThat(find(run).state()).isEqualTo(RunState.RUNNING);
        end(run, running, 1, 5.0, null);
        end(run, claim(run), 2, 7.0, null);
        end(run, claim(run), 3, 6.0, EpochKind.End.BUDGET);

        RunView finished = find(run);
        assertThat(finished.state()).isEqualTo(RunState.FINISHED);
        assertThat(finished.best().epoch()).isEqualTo(2);
        assertThat(finished.step()).isEqualTo(12);
        assertThat(finished.endedAt()).isNotNull();
    }

    @Test
    void whatCannotBeARunIsRefusedWithEverythingThatIsWrong() throws Exception {
        assertThat(problem(
                                post(
                                        "/v1/runs",
                                        "{\"tenant\": \"%s\", \"data\": \"none\", \"keepEvery\": 0}".formatted(tenant)),
                                ProblemType.INVALID_RUN)
                        .errors())
                .extracting(fault -> fault.pointer())
                .containsExactly("/keepEvery", "/config", "/data");
    }

    @Test
    void aFirstLookThatFindsAMistakeRefusesTheRun() throws Exception {
        RunView run = submitRun();

        new Commits(jdbi, "w")
                .fail(claim(run), new Failure(FailureClass.BAD_INPUT, "bad_config", "no key 'lerningRate'"));

        assertThat(find(run).state()).isEqualTo(RunState.REFUSED);
        assertThat(find(run).failure().detail()).contains("lerningRate");
    }

    @Test
    void aRunThatRunsIsAskedToStopWhenItIsPausedAndGoesOnWhenItIsResumed() throws Exception {
        RunView run = submitRun();
        look(run);
        Claim claim = claim(run);

        act(run, "pause");

        Claims.Held held = new Claims.Held(claim.task(), claim.fence(), 1, 4.0);
        Map<TaskId, Claims.Order> asked = jdbi.withHandle(handle -> claims().renew(handle, List.of(held)));
        assertThat(asked).containsExactly(Map.entry(claim.task(), Claims.Order.YIELD));
        assertThat(claims().release(claim, Duration.ZERO)).isNotNull();
        assertThat(find(run).state()).isEqualTo(RunState.PAUSED);
        act(run, "resume");
        assertThat(find(run).state()).isEqualTo(RunState.WAITING);
        assertThat(history(run)).extracting(RunEvent::action).containsExactly("submitted", "paused", "resumed");
        assertThat(history(run)).extracting(RunEvent::actor).containsOnly("ada");
    }

    @Test
    void aRunIsStartedAgainFromAnEpochAndWhatCameLaterIsSuperseded() throws Exception {
        RunView run = submitRun();
        look(run);
        end(run, claim(run), 1, 5.0, null);
        end(run, claim(run), 2, 7.0, null);
        problem(post("/v1/runs/" + run.id() + "/restart", "{\"epoch\": 1}"), ProblemType.CONFLICT);
        act(run, "cancel");
        assertThat(find(run).state()).isEqualTo(RunState.CANCELLED);

        problem(post("/v1/runs/" + run.id() + "/restart", "{\"epoch\": 3}"), ProblemType.CONFLICT);
        post("/v1/runs/" + run.id() + "/restart", "{\"epoch\": 1}");

        assertThat(find(run).state()).isEqualTo(RunState.WAITING);
        assertThat(find(run).last().epoch()).isEqualTo(1);
        end(run, claim(run), 2, 8.0, null);
        List<RunEpochView> epochs = FaderJson.mapper()
                .readValue(get("/v1/runs/" + run.id() + "/epochs").body(), new TypeReference<>() {});
        assertThat(epochs)
                .extracting(epoch -> epoch.result().epoch() + (epoch.superseded() ? " superseded" : ""))
                .containsExactly("1", "2 superseded", "2");
    }

    @Test
    void aCloneHasTheConfigurationWithItsChangesAndBothCanBeCompared() throws Exception {
        RunView run = submitRun();

        RunView copy = read(
                post("/v1/runs/" + run.id() + "/clone", "{\"changes\": {\"seed\": 2, \"network\": {\"blocks\": 7}}}"),
                RunView.class);

        assertThat(copy.config().at("/network/blocks").asInt()).isEqualTo(7);
        assertThat(copy.config().at("/network/filters").asInt()).isEqualTo(512);
        assertThat(copy.clonedFrom()).isEqualTo(run.id());
        RunComparison comparison =
                read(get("/v1/comparison?run=%s&run=%s".formatted(run.id(), copy.id())), RunComparison.class);
        assertThat(comparison.differences().keySet()).containsExactly("network.blocks", "seed");
    }

    @Test
    void runsAreListedAsRunsAndNotAmongTheBatches() throws Exception {
        RunView run = submitRun();

        assertThat(read(get("/v1/runs?tenant=" + tenant), RunPage.class).runs())
                .extracting(RunView::id)
                .containsExactly(run.id());
        assertThat(read(get("/v1/batches?tenant=" + tenant), BatchPage.class).batches())
                .isEmpty();
    }

    @Test
    void anEpochCannotEndTwice() throws Exception {
        RunView run = submitRun();
        look(run);
        Claim claim = claim(run);
        end(run, claim, 1, 5.0, null);

        assertThat(new Commits(jdbi, "w").commit(List.of(new Commits.Completed(claim, epoch(run, 1, 6.0, null)))))
                .as("the answer to the first was lost, perhaps")
                .containsExactly(claim.task());

        assertThat(find(run).last().validationSdrDb()).isEqualTo(5.0);
    }

    private RunView submitRun() throws Exception {
        DatasetId id = DatasetId.create();
        jdbi.useTransaction(handle -> {
            boolean unused = DatasetRows.register(
                    handle, tenant, "fader", new CheckSpec(id, "rock", "fader", "songs/rock/", null, List.of()));
        });
        TaskId check = new TaskId(jdbi.withHandle(
                handle -> handle.select("SELECT id FROM task WHERE tenant = ? AND kind = 'check'", tenant)
                        .mapTo(UUID.class)
                        .first()));
        Claim claim = claims().claim(List.of(check), TaskKinds.ALL, false).getFirst();
        new Commits(jdbi, "w")
                .commit(List.of(new Commits.Completed(claim, Completion.of(TaskKinds.CHECK, checked(), 1))));
        return read(
                send(request("/v1/runs")
                        .header("Content-Type", "application/json")
                        .header("Fader-Actor", "ada")
                        .POST(body("""
                                {"tenant": "%s", "data": "rock",
                                 "config": {"network": {"filters": 512, "blocks": 8}, "seed": 1}}
                                """.formatted(tenant)))),
                RunView.class);
    }

    private static CheckResult checked() {
        return new CheckResult(
                true,
                OBJECT,
                null,
                "stems",
                44_100,
                List.of("vocals"),
                List.of(new CheckResult.Split("train", 1, 1, 3, Map.of("vocals", 1.0))),
                1,
                100,
                "3".repeat(64),
                0,
                0,
                List.of());
    }

    private Claim claim(RunView run) {
        TaskId waiting = new TaskId(jdbi.withHandle(handle -> handle.select(
                        "SELECT id FROM task WHERE batch_id = ? AND state = 'READY'",
                        run.id().uuid())
                .mapTo(UUID.class)
                .one()));
        return claims().claim(List.of(waiting), TaskKinds.ALL, false).getFirst();
    }

    private Claims claims() {
        return new Claims(jdbi, "w", Duration.ofMinutes(1));
    }

    private void look(RunView run) {
        PreflightKind.Result result = new PreflightKind.Result(
                1_000_000, 10, 2, 3, 4, 12.5, 9.0, 40.0, 1 << 20, "cpu", "1.0", "a".repeat(64));
        commit(
                claim(run),
                Completion.of(TaskKinds.PREFLIGHT, result, 1)
                        .then(List.of(NextTask.of(TaskKinds.EPOCH, new EpochKind.Spec(run.id(), 1, training(run), null))
                                .in(TaskClass.TRAINING))));
    }

    private void end(RunView run, Claim claim, int epoch, double sdrDb, EpochKind.End end) {
        commit(claim, epoch(run, epoch, sdrDb, end));
    }

    private Completion epoch(RunView run, int epoch, double sdrDb, EpochKind.End end) {
        Position position = new Position(4L * epoch, OBJECT, OBJECT);
        EpochKind.Result result = new EpochKind.Result(
                epoch, 4L * (epoch - 1), position, sdrDb, sdrDb, 0, Map.of("sdr", sdrDb), 40, 1, "cpu", end);
        NextTask next = NextTask.of(TaskKinds.EPOCH, new EpochKind.Spec(run.id(), epoch + 1, training(run), position));
        return Completion.of(TaskKinds.EPOCH, result, 4)
                .with(new EpochEnd(run.id(), result, end == null ? next : null));
    }

    private static TrainingSpec training(RunView run) {
        return new TrainingSpec(run.config(), run.data(), null);
    }

    private void commit(Claim claim, Completion completion) {
        assertThat(new Commits(jdbi, "w").commit(List.of(new Commits.Completed(claim, completion))))
                .containsExactly(claim.task());
    }

    private RunView find(RunView run) throws Exception {
        return read(get("/v1/runs/" + run.id()), RunView.class);
    }

    private void act(RunView run, String action) throws Exception {
        assertThat(send(request("/v1/runs/" + run.id() + "/" + action)
                                .header("Fader-Actor", "ada")
                                .POST(HttpRequest.BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(200);
    }

    private List<RunEvent> history(RunView run) throws Exception {
        return FaderJson.mapper()
                .readValue(get("/v1/runs/" + run.id() + "/history").body(), new TypeReference<>() {});
    }
}
