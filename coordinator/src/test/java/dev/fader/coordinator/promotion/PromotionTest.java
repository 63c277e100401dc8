package dev.fader.coordinator.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.coordinator.OwnerTest;
import dev.fader.coordinator.model.RegisteredModel;
import dev.fader.coordinator.run.PlayedWorker;
import dev.fader.queue.dataset.DatasetRows;
import dev.fader.queue.model.AliasRows;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.api.Problem;
import dev.fader.schemas.api.ProblemType;
import dev.fader.schemas.api.TaskView;
import dev.fader.schemas.dataset.DatasetRef;
import dev.fader.schemas.kind.TaskKinds;
import dev.fader.schemas.model.AliasView;
import dev.fader.schemas.model.HeldOut;
import dev.fader.schemas.model.PromoteSpec;
import dev.fader.schemas.model.PromotionView;
import dev.fader.schemas.remix.RemixSpec;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How aliases are asked to move. */
@QuarkusTest
class PromotionTest extends OwnerTest {

    private static final List<String> USUAL = List.of("vocals", "drums", "bass", "other");

    private static final String SONGS = "\"data\": \"songs\", \"tenant\": \"%s\"";

    private final String alias = "stage-" + UUID.randomUUID().toString().substring(0, 6);
    private String incumbent;
    private String candidate;

    @BeforeEach
    void registerModels() {
        incumbent = RegisteredModel.of(jdbi, USUAL);
        candidate = RegisteredModel.of(jdbi, USUAL);
        new PlayedWorker(jdbi).dataset(tenant, "songs");
        jdbi.useTransaction(handle -> {
            AliasRows.setFirst(handle, RemixSpec.DEFAULT_MODEL, incumbent);
            AliasRows.setFirst(handle, alias, incumbent);
        });
    }

    @Test
    void aPromotionIsATaskAndTheAliasStaysUntilThatHasDecided() throws Exception {
        PromotionView begun = read(
                promote(alias, "{\"candidate\": \"%s\", " + SONGS.formatted(tenant) + ", \"songs\": 3}"),
                PromotionView.class);
        TaskView task = read(get("/v1/tasks/" + begun.task()), TaskView.class);
        // nobody runs it here, and others look at what waits
        post("/v1/tasks/" + begun.task() + "/cancel", "");

        assertThat(begun.alias().model()).isEqualTo(incumbent);
        assertThat(begun.warning()).contains("no living worker takes promotions");
        assertThat(task.taskClass()).isEqualTo(TaskClass.TRAINING);
        DatasetRef songs = jdbi.withHandle(handle -> DatasetRows.ready(handle, tenant, "songs"))
                .orElseThrow();
        assertThat(task.spec(TaskKinds.PROMOTE))
                .isEqualTo(new PromoteSpec(alias, candidate, incumbent, new HeldOut(songs, "test", 3, 30)));
    }

    @Test
    void anOperatorMayOverruleWithAReasonWhichIsRecorded() throws Exception {
        PromotionView moved = read(
                promote(alias, "{\"candidate\": \"%s\", \"overruleReason\": \"ears over tables\"}"),
                PromotionView.class);

        assertThat(moved.task()).isNull();
        AliasView now = read(get("/v1/aliases/" + alias), AliasView.class);
        assertThat(now).isEqualTo(moved.alias());
        assertThat(now.model()).isEqualTo(candidate);
        assertThat(now.moves().getFirst().from()).isEqualTo(incumbent);
        assertThat(now.moves().getFirst().overruled()).isTrue();
        assertThat(now.moves().getFirst().reason()).isEqualTo("ears over tables");
    }

    @Test
    void whatCannotBeComparedIsRefusedUnlessOverruled() throws Exception {
        String fresh = "fresh-" + alias;
        String band = RegisteredModel.of(jdbi, List.of("piano", "sax"));
        String compared = "{\"candidate\": \"%s\", " + SONGS.formatted(tenant) + "}";

        problem(promote(fresh, compared), ProblemType.CONFLICT);
        problem(post("/v1/aliases/" + alias + "/promotions", compared.formatted(band)), ProblemType.CONFLICT);
        problem(post("/v1/aliases/" + alias + "/promotions", compared.formatted(incumbent)), ProblemType.CONFLICT);
        problem(post("/v1/aliases/" + alias + "/promotions", compared.formatted("nobody")), ProblemType.NOT_FOUND);
        assertThat(read(
                                promote(fresh, "{\"candidate\": \"%s\", \"overruleReason\": \"the first\"}"),
                                PromotionView.class)
                        .alias()
                        .model())
                .isEqualTo(candidate);
    }

    @Test
    void aRequestThatMakesNoSenseIsPointedAt() throws Exception {
        Problem problem = problem(
                promote(alias, "{\"candidate\": \"%s\", \"split\": \"../train\", \"seconds\": 0}"),
                ProblemType.INVALID_PROMOTION);

        assertThat(problem.errors())
                .extracting(Problem.Fault::pointer)
                .containsExactlyInAnyOrder("/data", "/split", "/seconds");
        assertThat(problem(
                                promote(alias, "{\"candidate\": \"%s\", \"data\": \"nowhere\", \"songs\": 2}"),
                                ProblemType.INVALID_PROMOTION)
                        .errors())
                .extracting(Problem.Fault::pointer)
                .containsExactly("/data");
        problem(promote("deadbeef", "{\"candidate\": \"%s\"}"), ProblemType.INVALID_PROMOTION);
        problem(promote(alias, "{\"candidate\": \"%s\", \"overruleReason\": \" \"}"), ProblemType.INVALID_PROMOTION);
        problem(post("/v1/aliases/" + alias + "/promotions", "{}"), ProblemType.INVALID_PROMOTION);
    }

    private HttpResponse<String> promote(String name, String json) throws Exception {
        return post("/v1/aliases/" + name + "/promotions", json.formatted(candidate));
    }
}
