package dev.fader.coordinator.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.fader.coordinator.OwnerTest;
import dev.fader.coordinator.model.RegisteredModel;
import dev.fader.queue.task.Claim;
import dev.fader.queue.task.Claims;
import dev.fader.queue.task.Commits;
import dev.fader.queue.task.SavedPoints;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.Failure;
import dev.fader.schemas.FailureClass;
import dev.fader.schemas.RunId;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.api.BatchPage;
import dev.fader.schemas.api.ProblemType;
import dev.fader.schemas.api.RunComparison;
import dev.fader.schemas.api.RunEpochView;
import dev.fader.schemas.api.RunEvent;
import dev.fader.schemas.api.RunMetrics;
import dev.fader.schemas.api.RunPage;
import dev.fader.schemas.api.RunState;
import dev.fader.schemas.api.RunView;
import dev.fader.schemas.kind.EpochKind;
import dev.fader.schemas.kind.TaskKinds;
import dev.fader.schemas.run.RunChange;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Runs over HTTP; the test is their workers. */
@QuarkusTest
class RunTest extends OwnerTest {

    @Test
    void aRunIsLookedAtFirstThenTrainedEpochByEpoch() throws Exception {
        RunView run = submitRun();
        assertThat(run.state()).isEqualTo(RunState.CHECKING);
        assertThat(run.name()).isEqualTo("rock");

        worker().look(run);
        assertThat(find(run).state()).isEqualTo(RunState.WAITING);
        assertThat(find(run).secondsLeft()).isEqualTo(3 * 40.0);
        Claim running = worker().claim(run);
        assertThat(find(run).state()).isEqualTo(RunState.RUNNING);
        worker().commit(running, worker().epoch(run, 1, 5.0, null));
        worker().end(run, 2, 7.0, null);
        worker().end(run, 3, 6.0, EpochKind.End.BUDGET);

        RunView finished = find(run);
        assertThat(finished.state()).isEqualTo(RunState.FINISHED);
        assertThat(finished.best().epoch()).isEqualTo(2);
        assertThat(finished.step()).isEqualTo(12);
        assertThat(finished.endedAt()).isNotNull();
    }

    @Test
    void aRunOfWhichNothingIsRecordedYetHasNoCurvesAndIsKnownAllTheSame() throws Exception {
        RunView run = submitRun();

        assertThat(read(get("/v1/runs/" + run.id() + "/metrics"), RunMetrics.class)
                        .metrics())
                .isEmpty();
        problem(get("/v1/runs/" + RunId.create() + "/metrics"), ProblemType.NOT_FOUND);
    }

    @Test
    void whoFollowsTheRecordsOfARunIsToldThatItHasEnded() throws Exception {
        RunView run = submitRun();
        worker().look(run);
        worker().end(run, 1, 5.0, EpochKind.End.BUDGET);

        assertThat(get("/v1/runs/" + run.id() + "/metrics/events").body()).contains("\"ended\":true");
    }

    @Test
    void whatAnEpochDidBeforeItMadeRoomCounts() throws Exception {
        RunView run = submitRun();
        worker().look(run);
        worker().end(run, 1, 5.0, null);
        Claim claim = worker().claim(run);
        boolean saved = jdbi.inTransaction(handle -> SavedPoints.save(handle, claim, PlayedWorker.position(7)));
        assertThat(saved).isTrue();
        assertThat(worker().claims().release(claim, Duration.ZERO)).isNotNull();

        assertThat(find(run).step()).isEqualTo(7);
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
    void aMixersSeparatorsAreFoundByTheirNamesAndItsCopyHasThem() throws Exception {
        String sha256 = RegisteredModel.of(jdbi, List.of("vocals", "other"));
        worker().dataset(tenant, "rock");

        RunView run =
                read(post("/v1/runs", mixer("{\"A\": \"%s\"}".formatted(sha256.substring(0, 12)))), RunView.class);
        RunView copy = read(post("/v1/runs/" + run.id() + "/clone", "{}"), RunView.class);

        assertThat(run.separators()).isEqualTo(Map.of("A", sha256));
        assertThat(copy.separators()).isEqualTo(run.separators());
        worker().look(run);
        assertThat(TaskKinds.EPOCH
                        .readSpecification(worker().claim(run).spec())
                        .training()
                        .separators())
                .isEqualTo(run.separators());
    }

    @Test
    void separatorsThatAMixerCannotMixAreRefusedAtOnceWithBothSides() throws Exception {
        String voiceless = RegisteredModel.of(jdbi, List.of("drums", "other"));
        worker().dataset(tenant, "rock");

        assertThat(faults(mixer("{\"A\": \"%s\", \"B/C\": \"production\"}".formatted(voiceless))))
                .containsExactly(
                        "/separators/B~1C: is no separator of the configuration, which has [A]",
                        "/separators/A: the configuration mixes [vocals] at 44100 Hz, but the model %.12s… is a separator of [drums, other] at 44100 Hz"
                                .formatted(voiceless));
        assertThat(faults(mixer("{\"A\": \"%s\"}".formatted(voiceless)).replace("44100", "22050")))
                .singleElement()
                .asString()
                .contains("[vocals] at 22050 Hz", "[drums, other] at 44100 Hz");
        assertThat(faults(mixer("{\"A\": \"%s\"}".formatted("0".repeat(64)))))
                .singleElement()
                .asString()
                .startsWith("/separators/A: there is no model '000");
        assertThat(faults(mixer("{}"))).singleElement().asString().startsWith("/separators/A: is missing");
        assertThat(faults("""
                        {"tenant": "%s", "data": "rock", "config": {"seed": 1}, "separators": {"A": "%s"}}
                        """.formatted(tenant, voiceless)))
                .containsExactly("/separators: are a mixer's, and the configuration is a network's: it has no weigher");
        assertThat(faults(mixer("{\"A\": \"%s\"}".formatted(RegisteredModel.of(jdbi, List.of("vocals"))))
                        .replace("\"data\"", "\"startModel\": \"%s\", \"data\"".formatted(voiceless))))
                .singleElement()
                .asString()
                .startsWith("/startModel: is for networks");
    }

    private List<String> faults(String run) throws Exception {
        return problem(post("/v1/runs", run), ProblemType.INVALID_RUN).errors().stream()
                .map(fault -> fault.pointer() + ": " + fault.detail())
                .toList();
    }

    private String mixer(String separators) {
        return """
                {"tenant": "%s", "data": "rock", "separators": %s,
                 "config": {"weigher": {"kind": "time_invariant"}, "sampleRateHz": 44100, "seed": 1,
                            "separators": [{"name": "A", "sources": ["vocals"]}]}}
                """.formatted(tenant, separators);
    }

    @Test
    void aFirstLookThatFindsAMistakeRefusesTheRun() throws Exception {
        RunView run = submitRun();

        new Commits(jdbi, "w")
                .fail(worker().claim(run), new Failure(FailureClass.BAD_INPUT, "bad_config", "no key 'lerningRate'"));

        assertThat(find(run).state()).isEqualTo(RunState.REFUSED);
        assertThat(find(run).failure().detail()).contains("lerningRate");
    }

    @Test
    void aRunThatRunsIsAskedToStopWhenItIsPausedAndGoesOnWhenItIsResumed() throws Exception {
        RunView run = submitRun();
        worker().look(run);
        Claim claim = worker().claim(run);

        act(run, "pause");

        Claims.Held held = new Claims.Held(claim.task(), claim.fence(), 1, 4.0);
        Map<TaskId, Claims.Order> asked =
                jdbi.withHandle(handle -> worker().claims().renew(handle, List.of(held)));
        assertThat(asked).containsExactly(Map.entry(claim.task(), Claims.Order.YIELD));
        assertThat(worker().claims().release(claim, Duration.ZERO)).isNotNull();
        assertThat(find(run).state()).isEqualTo(RunState.PAUSED);
        act(run, "resume");
        assertThat(find(run).state()).isEqualTo(RunState.WAITING);
        assertThat(history(run))
                .extracting(RunEvent::action)
                .containsExactly(RunChange.SUBMITTED, RunChange.PAUSED, RunChange.RESUMED);
        assertThat(history(run)).extracting(RunEvent::actor).containsOnly("ada");
    }

    @Test
    void aRunIsStartedAgainFromAnEpochAndWhatCameLaterIsSuperseded() throws Exception {
        RunView run = submitRun();
        worker().look(run);
        worker().end(run, 1, 5.0, null);
        worker().end(run, 2, 7.0, null);
        problem(post("/v1/runs/" + run.id() + "/restart", "{\"epoch\": 1}"), ProblemType.CONFLICT);
        act(run, "cancel");
        assertThat(find(run).state()).isEqualTo(RunState.CANCELLED);

        problem(post("/v1/runs/" + run.id() + "/restart", "{\"epoch\": 3}"), ProblemType.CONFLICT);
        post("/v1/runs/" + run.id() + "/restart", "{\"epoch\": 1}");

        assertThat(find(run).state()).isEqualTo(RunState.WAITING);
        assertThat(find(run).last().epoch()).isEqualTo(1);
        worker().end(run, 2, 8.0, null);
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
    void aRunThatIsHeldIsLetOnOnceOrLeftForGood() throws Exception {
        RunView run = submitRun();
        worker().look(run);
        jdbi.useHandle(handle -> handle.execute(
                "UPDATE run SET most_epochs = 1 WHERE id = ?", run.id().uuid()));
        worker().end(run, 1, 5.0, null);
        assertThat(find(run).state()).isEqualTo(RunState.HELD);

        act(run, "resume");
        problem(post("/v1/runs/" + run.id() + "/restart", ""), ProblemType.CONFLICT);
        assertThat(find(run).state()).isEqualTo(RunState.WAITING);
        jdbi.useHandle(handle -> handle.execute(
                "UPDATE run SET most_epochs = 2 WHERE id = ?", run.id().uuid()));
        worker().end(run, 2, 6.0, null);
        act(run, "cancel");
        assertThat(find(run).state()).isEqualTo(RunState.STOPPED);

        post("/v1/runs/" + run.id() + "/restart", "");
        worker().end(run, 3, 7.0, null);
        assertThat(find(run).state()).as("nobody holds it any more").isEqualTo(RunState.WAITING);
    }

    @Test
    void anEpochCannotEndTwice() throws Exception {
        RunView run = submitRun();
        worker().look(run);
        Claim claim = worker().claim(run);
        worker().commit(claim, worker().epoch(run, 1, 5.0, null));

        assertThat(new Commits(jdbi, "w")
                        .commit(List.of(new Commits.Completed(claim, worker().epoch(run, 1, 6.0, null)))))
                .as("the answer to the first was lost, perhaps")
                .containsExactly(claim.task());

        assertThat(find(run).last().validationSdrDb()).isEqualTo(5.0);
    }

    @Test
    void whatHappensToARunIsToldInThatOrder() throws Exception {
        RunView run = submitRun();
        worker().look(run);
        worker().end(run, 1, 5.0, null);
        act(run, "cancel");
        post("/v1/runs/" + run.id() + "/restart", "");
        worker().end(run, 2, 6.0, EpochKind.End.BUDGET);

        assertThat(told(run))
                .containsExactly(
                        "run submitted",
                        "epoch 1",
                        "run cancelling",
                        "run cancelled",
                        "run restarted",
                        "epoch 2",
                        "run finished");
    }

    @Test
    void aRunThatCannotBeTrainedOrBreaksIsToldOfWithTheReason() throws Exception {
        RunView refused = submitRun();
        new Commits(jdbi, "w")
                .fail(worker().claim(refused), new Failure(FailureClass.BAD_INPUT, "bad_config", "no such key"));
        RunView failed = read(post("/v1/runs/" + refused.id() + "/clone", "{}"), RunView.class);
        worker().look(failed);
        new Commits(jdbi, "w")
                .fail(worker().claim(failed), new Failure(FailureClass.BAD_INPUT, "bad_loss", "NaN at step 3"));

        assertThat(told(refused)).containsExactly("run submitted", "run refused");
        assertThat(told(failed)).containsExactly("run cloned", "run failed");
        String reason = jdbi.withHandle(handle -> handle.select(
                        "SELECT data -> 'failure' ->> 'detail' FROM event WHERE data ->> 'run' = ?"
                                + " AND data ->> 'change' = 'failed'",
                        failed.id().toString())
                .mapTo(String.class)
                .one());
        assertThat(reason).isEqualTo("NaN at step 3");
    }

    private List<String> told(RunView run) {
        return jdbi.withHandle(handle -> handle.select(
                        "SELECT about || ' ' || coalesce(data ->> 'change', data ->> 'epoch') FROM event"
                                + " WHERE data ->> 'run' = ? ORDER BY seq",
                        run.id().toString())
                .mapTo(String.class)
                .list());
    }

    private RunView submitRun() throws Exception {
        worker().dataset(tenant, "rock");
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

    private PlayedWorker worker() {
        return new PlayedWorker(jdbi);
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
