package dev.fader.coordinator.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.fader.coordinator.OwnerTest;
import dev.fader.coordinator.run.PlayedWorker;
import dev.fader.queue.task.Claim;
import dev.fader.queue.task.Commits;
import dev.fader.queue.task.Completion;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.Failure;
import dev.fader.schemas.FailureClass;
import dev.fader.schemas.api.Problem;
import dev.fader.schemas.api.ProblemType;
import dev.fader.schemas.api.RunEvent;
import dev.fader.schemas.api.RunPage;
import dev.fader.schemas.api.RunState;
import dev.fader.schemas.api.RunView;
import dev.fader.schemas.api.SweepPage;
import dev.fader.schemas.api.SweepState;
import dev.fader.schemas.api.SweepView;
import dev.fader.schemas.evaluation.EvaluateResult;
import dev.fader.schemas.evaluation.EvaluateSpec;
import dev.fader.schemas.evaluation.Protocol;
import dev.fader.schemas.evaluation.ReportResult;
import dev.fader.schemas.evaluation.ReportSpec;
import dev.fader.schemas.kind.EpochKind;
import dev.fader.schemas.kind.TaskKinds;
import dev.fader.schemas.remix.StoredObject;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Sweeps over HTTP; the test is their workers, and takes their turns. */
@QuarkusTest
class SweepTest extends OwnerTest {

    private static final String CONFIG = "{\"network\": {\"filters\": 512, \"blocks\": 8}, \"seed\": 1}";

    @Test
    void aSweepHasARunForEachPointOfItsGrid() throws Exception {
        SweepView sweep = submit("\"points\": {\"grid\": {\"seed\": [1, 2], \"network.blocks\": [7, 8]}}");

        assertThat(sweep.state()).isEqualTo(SweepState.TRAINING);
        assertThat(sweep.runs())
                .extracting(run -> run.name() + " " + run.values())
                .containsExactly(
                        "tries-1 {\"seed\":1,\"network.blocks\":7}",
                        "tries-2 {\"seed\":1,\"network.blocks\":8}",
                        "tries-3 {\"seed\":2,\"network.blocks\":7}",
                        "tries-4 {\"seed\":2,\"network.blocks\":8}");
        RunView last = run(sweep, 3);
        assertThat(last.config().toString()).isEqualTo("{\"seed\":2,\"network\":{\"blocks\":8,\"filters\":512}}");
        assertThat(last.sweep()).isEqualTo(sweep.id());
        assertThat(read(get("/v1/sweeps?tenant=" + tenant), SweepPage.class).sweeps())
                .extracting(SweepView::id)
                .containsExactly(sweep.id());
    }

    @Test
    void whatIsWrongIsFoundAtOnceAndNothingIsWritten() throws Exception {
        Problem problem = problem(post("/v1/sweeps", """
                        {"tenant": "%s", "data": "none", "config": {"seed": 1}, "priority": 100000,
                         "points": {"grid": {"sed": [1]}}, "halving": {"keep": 1}, "budget": {"epochs": 0}}
                        """.formatted(tenant)), ProblemType.INVALID_SWEEP);

        assertThat(problem.errors())
                .extracting(Problem.Fault::pointer)
                .containsExactly(
                        "/priority",
                        "/data",
                        "/budget/epochs",
                        "/halving/firstEpochs",
                        "/halving/keep",
                        "/points/grid/sed");
        assertThat(read(get("/v1/runs?tenant=" + tenant), RunPage.class).runs()).isEmpty();
    }

    @Test
    void halvingLetsTheBetterHalfOnUntilOneIsLeftThatGoesToItsEnd() throws Exception {
        SweepView sweep = submit("\"points\": {\"grid\": {\"seed\": [1, 2, 3, 4]}}, \"halving\": {\"firstEpochs\": 1}");
        for (int run = 0; run < 4; run++) {
            worker().look(run(sweep, run));
        }
        for (int run = 0; run < 3; run++) {
            worker().end(run(sweep, run), 1, 5.0 + run, null);
        }
        turn();
        assertThat(states(sweep))
                .as("one has not come so far")
                .containsExactly(RunState.HELD, RunState.HELD, RunState.HELD, RunState.WAITING);

        worker().end(run(sweep, 3), 1, 4.0, null);
        turn();
        turn();
        assertThat(states(sweep))
                .containsExactly(RunState.STOPPED, RunState.WAITING, RunState.WAITING, RunState.STOPPED);
        assertThat(run(sweep, 1).mostEpochs()).isEqualTo(2);
        worker().end(run(sweep, 1), 2, 9.0, null);
        worker().end(run(sweep, 2), 2, 8.0, null);
        turn();
        assertThat(states(sweep))
                .containsExactly(RunState.STOPPED, RunState.WAITING, RunState.STOPPED, RunState.STOPPED);
        worker().end(run(sweep, 1), 3, 9.5, null);
        worker().end(run(sweep, 1), 4, 9.2, EpochKind.End.PATIENCE);
        turn();

        SweepView ended = find(sweep);
        assertThat(ended.state()).isEqualTo(SweepState.FINISHED);
        assertThat(ended.rung()).isEqualTo(2);
        assertThat(ended.runs().get(1).bestSdrDb()).isEqualTo(9.5);
        assertThat(ended.spent().epochs()).isEqualTo(8);
        assertThat(ended.spent().deviceHours()).isEqualTo(8 * 40 / 3600.0);
        assertThat(history(run(sweep, 2)))
                .extracting(event -> event.actor() + " " + event.action().wireName())
                .containsExactly("ada submitted", "sweep continued", "sweep stopped");
    }

    @Test
    void aRunThatEndsByItselfHasItsPlaceAmongThoseThatAreJudged() throws Exception {
        SweepView sweep = submit("\"points\": {\"grid\": {\"seed\": [1, 2]}}, \"halving\": {\"firstEpochs\": 2}");
        worker().look(run(sweep, 0));
        worker().look(run(sweep, 1));
        worker().end(run(sweep, 0), 1, 9.0, EpochKind.End.PATIENCE);
        worker().end(run(sweep, 1), 1, 5.0, null);
        worker().end(run(sweep, 1), 2, 6.0, null);

        turn();

        assertThat(states(sweep)).containsExactly(RunState.FINISHED, RunState.STOPPED);
    }

    @Test
    void aSweepWhoseBudgetIsSpentEndsItsRunsAndSaysWhy() throws Exception {
        SweepView sweep = submit("\"points\": {\"grid\": {\"seed\": [1, 2]}}, \"budget\": {\"epochs\": 3}");
        worker().look(run(sweep, 0));
        worker().look(run(sweep, 1));
        worker().end(run(sweep, 0), 1, 5.0, null);
        worker().end(run(sweep, 0), 2, 6.0, null);
        turn();
        assertThat(states(sweep)).containsExactly(RunState.WAITING, RunState.WAITING);

        worker().end(run(sweep, 0), 3, 7.0, null);
        turn();
        turn();

        assertThat(states(sweep)).containsExactly(RunState.CANCELLED, RunState.CANCELLED);
        assertThat(find(sweep).state()).isEqualTo(SweepState.FINISHED);
        assertThat(find(sweep).outOfBudget()).contains("3 epochs are spent");
        assertThat(history(run(sweep, 1)).getLast().detail()).contains("3 epochs are spent");
    }

    @Test
    void whatWasTrainedIsMeasuredAndThenReported() throws Exception {
        SweepView sweep = submit(
                "\"points\": {\"grid\": {\"seed\": [1, 2]}}, \"evaluation\": {\"split\": \"test\", \"songs\": 3}");
        for (int run = 0; run < 2; run++) {
            worker().look(run(sweep, run));
        }
        worker().end(run(sweep, 0), 1, 5.0, EpochKind.End.BUDGET);
        new Commits(jdbi, "w")
                .fail(worker().claim(run(sweep, 1)), new Failure(FailureClass.BAD_INPUT, "bad_data", "no song"));
        turn();
        assertThat(find(sweep).state()).isEqualTo(SweepState.EVALUATING);
        assertThat(find(sweep).runs().get(1).evaluations())
                .as("what trained nothing is not measured")
                .isEmpty();

        Claim evaluation = worker().claim(run(sweep, 0));
        EvaluateSpec spec = TaskKinds.EVALUATE.readSpecification(evaluation.spec());
        assertThat(spec.songs()).isEqualTo(3);
        assertThat(spec.data().name()).isEqualTo("rock");
        StoredObject file = new StoredObject("fader", "results/r.json", 10, "2".repeat(64));
        worker().commit(
                        evaluation,
                        Completion.of(
                                TaskKinds.EVALUATE,
                                new EvaluateResult(
                                        spec.model().sha256(),
                                        Protocol.PAPER,
                                        List.of(new EvaluateResult.Measured(
                                                "consistent", 3, 12.5, 10.0, 0.5, Map.of("vocals", 6.0))),
                                        List.of(new EvaluateResult.ResultFile("r.json", file)),
                                        "cpu",
                                        1.0),
                                3));
        turn();
        turn();
        assertThat(find(sweep).state()).isEqualTo(SweepState.REPORTING);
        Claim report = worker().claim(find(sweep).report().task());
        ReportSpec asked = TaskKinds.REPORT.readSpecification(report.spec());
        assertThat(asked.results()).extracting(one -> one.object()).containsExactly(file);
        assertThat(asked.table())
                .contains("seed,epochs")
                .contains("ld_db,sdr_db_vocals\n")
                .contains("tries-1,FINISHED,1,1,1,5.0,40.0,paper,consistent,3,12.5,10.0,0.5,6.0\n");
        worker().commit(
                        report,
                        Completion.of(
                                TaskKinds.REPORT,
                                new ReportResult(
                                        "tries", new StoredObject("fader", "results/report.zip", 9, "4".repeat(64)), 1),
                                1));
        turn();

        SweepView ended = find(sweep);
        assertThat(ended.state()).isEqualTo(SweepState.FINISHED);
        assertThat(ended.report().download().name()).isEqualTo("tries.zip");
        assertThat(ended.runs()
                        .getFirst()
                        .evaluations()
                        .getFirst()
                        .result()
                        .measured()
                        .getFirst()
                        .minSdrDb())
                .isEqualTo(12.5);
        assertThat(run(sweep, 0).state()).isEqualTo(RunState.FINISHED);
    }

    @Test
    void aPausedSweepJudgesNobodyAndGoesOnWhereItWas() throws Exception {
        SweepView sweep = submit("\"points\": {\"grid\": {\"seed\": [1, 2]}}, \"halving\": {\"firstEpochs\": 1}");
        worker().look(run(sweep, 0));
        worker().look(run(sweep, 1));
        worker().end(run(sweep, 0), 1, 9.0, null);
        act(sweep, "pause");
        assertThat(find(sweep).state()).isEqualTo(SweepState.PAUSED);
        assertThat(states(sweep)).containsExactly(RunState.HELD, RunState.PAUSED);

        act(sweep, "resume");
        assertThat(states(sweep)).containsExactly(RunState.HELD, RunState.WAITING);
        worker().end(run(sweep, 1), 1, 5.0, null);
        turn();
        assertThat(states(sweep)).containsExactly(RunState.WAITING, RunState.STOPPED);

        act(sweep, "cancel");
        assertThat(states(sweep)).containsExactly(RunState.CANCELLED, RunState.STOPPED);
        turn();
        assertThat(find(sweep).state()).isEqualTo(SweepState.CANCELLED);
        assertThat(find(sweep).endedAt()).isNotNull();
        problem(post("/v1/sweeps/" + sweep.id() + "/pause", ""), ProblemType.CONFLICT);
    }

    @Test
    void aRunAloneCanBeMeasuredOnceItHasWeights() throws Exception {
        SweepView sweep = submit("\"points\": {\"grid\": {\"seed\": [1]}}");
        RunView run = run(sweep, 0);
        worker().look(run);
        problem(post("/v1/runs/" + run.id() + "/evaluations", "{}"), ProblemType.CONFLICT);
        worker().end(run, 1, 5.0, EpochKind.End.BUDGET);
        assertThat(problem(
                                post("/v1/runs/" + run.id() + "/evaluations", "{\"data\": \"none\"}"),
                                ProblemType.INVALID_EVALUATION)
                        .errors())
                .extracting(Problem.Fault::pointer)
                .containsExactly("/data");

        assertThat(post("/v1/runs/" + run.id() + "/evaluations", "{\"split\": \"validation\"}")
                        .statusCode())
                .isEqualTo(201);

        assertThat(get("/v1/runs/" + run.id() + "/evaluations").body()).contains("\"split\":\"validation\"");
        assertThat(run(sweep, 0).state()).isEqualTo(RunState.FINISHED);
    }

    private SweepView submit(String more) throws Exception {
        worker().dataset(tenant, "rock");
        return read(
                send(request("/v1/sweeps")
                        .header("Content-Type", "application/json")
                        .header("Fader-Actor", "ada")
                        .POST(body("{\"name\": \"tries\", \"tenant\": \"%s\", \"data\": \"rock\", \"config\": %s, %s}"
                                .formatted(tenant, CONFIG, more)))),
                SweepView.class);
    }

    private PlayedWorker worker() {
        return new PlayedWorker(jdbi);
    }

    /** The service takes turns as well: one that began before, and one that is under way, are waited for. */
    private void turn() {
        awaitOthers();
        new SweepTurns(jdbi).takeAll();
        awaitOthers();
    }

    private void awaitOthers() {
        jdbi.useTransaction(handle -> handle.execute("SELECT id FROM sweep FOR UPDATE"));
    }

    private void act(SweepView sweep, String action) throws Exception {
        assertThat(post("/v1/sweeps/" + sweep.id() + "/" + action, "").statusCode())
                .isEqualTo(200);
    }

    private SweepView find(SweepView sweep) throws Exception {
        return read(get("/v1/sweeps/" + sweep.id()), SweepView.class);
    }

    private List<RunState> states(SweepView sweep) throws Exception {
        return find(sweep).runs().stream().map(SweepView.Row::state).toList();
    }

    private RunView run(SweepView sweep, int number) throws Exception {
        return read(get("/v1/runs/" + sweep.runs().get(number).run()), RunView.class);
    }

    private List<RunEvent> history(RunView run) throws Exception {
        return FaderJson.mapper()
                .readValue(get("/v1/runs/" + run.id() + "/history").body(), new TypeReference<>() {});
    }
}
