package dev.fader.coordinator.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.coordinator.OwnerTest;
import dev.fader.queue.model.AliasRows;
import dev.fader.schemas.api.BatchView;
import dev.fader.schemas.api.Problem;
import dev.fader.schemas.api.ProblemType;
import dev.fader.schemas.api.SubmittedBatch;
import dev.fader.schemas.api.TaskView;
import dev.fader.schemas.kind.TaskKinds;
import dev.fader.schemas.model.AliasView;
import dev.fader.schemas.model.ModelView;
import dev.fader.schemas.remix.RemixSpec;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the names of models mean to submissions. */
@QuarkusTest
class ModelTest extends OwnerTest {

    private static final List<String> USUAL = List.of("vocals", "drums", "bass", "other");
    private static final List<String> BAND = List.of("piano", "sax");

    private String usual;
    private String band;
    private String alias;

    @BeforeEach
    void registerModels() {
        usual = RegisteredModel.of(jdbi, USUAL);
        band = RegisteredModel.of(jdbi, BAND);
        alias = "band-" + UUID.randomUUID().toString().substring(0, 6);
        jdbi.useTransaction(handle -> {
            // other tests of this process submit to it
            AliasRows.setFirst(handle, RemixSpec.DEFAULT_MODEL, usual);
            AliasRows.setFirst(handle, alias, band);
        });
    }

    @Test
    void modelsAndAliasesAreListedAndShown() throws Exception {
        ModelView model = read(get("/v1/models/" + alias), ModelView.class);
        AliasView named = read(get("/v1/aliases/" + alias), AliasView.class);

        assertThat(model.sha256()).isEqualTo(band);
        assertThat(model.aliases()).containsExactly(alias);
        assertThat(read(get("/v1/models/" + band.substring(0, 20)), ModelView.class))
                .isEqualTo(model);
        assertThat(List.of(read(get("/v1/models"), ModelView[].class))).contains(model);
        assertThat(named.model()).isEqualTo(band);
        assertThat(named.moves())
                .singleElement()
                .satisfies(move -> assertThat(move.from()).isNull());
        assertThat(List.of(read(get("/v1/aliases"), AliasView[].class))).contains(named);
        problem(get("/v1/models/nobody"), ProblemType.NOT_FOUND);
        problem(get("/v1/aliases/nobody"), ProblemType.NOT_FOUND);
    }

    @Test
    void aModelThatThereIsNotIsRefusedWithThoseThatThereAre() throws Exception {
        Problem problem = problem(submitTo("no-such-model", "vocals"), ProblemType.INVALID_BATCH);

        assertThat(problem.errors()).singleElement().satisfies(fault -> {
            assertThat(fault.pointer()).isEqualTo("/model");
            assertThat(fault.detail())
                    .contains("no-such-model")
                    .contains("default")
                    .contains(alias);
        });
    }

    @Test
    void gainsAreCheckedAgainstTheSourcesOfTheModel() throws Exception {
        submitted(submitTo(alias, "piano"));
        Problem item = problem(submitTo(alias, "vocals"), ProblemType.INVALID_BATCH);
        Problem preset = problem(post("/v1/batches", """
                {"model": "%s", "preset": "vocals-up", "items": [{"input": {"key": "a.wav"}}]}
                """.formatted(alias)), ProblemType.INVALID_BATCH);
        HttpResponse<String> table = send(request("/v1/batches?model=" + alias)
                .header("Content-Type", "text/csv")
                .POST(body("key,sax\na.wav,-3\n")));

        assertThat(item.errors())
                .singleElement()
                .satisfies(
                        fault -> assertThat(fault.detail()).contains("vocals").contains("[piano, sax]"));
        assertThat(preset.errors().getFirst().pointer()).isEqualTo("/preset");
        assertThat(preset.errors().getFirst().detail()).contains("vocals").contains("[piano, sax]");
        submitted(table);
    }

    @Test
    void anAliasThatMovesLaterDoesNotChangeTheBatchAndNeitherDoesARetry() throws Exception {
        BatchView batch = submitted(submitTo(alias, "piano")).batch();
        String next = RegisteredModel.of(jdbi, BAND);

        jdbi.useTransaction(handle -> AliasRows.overrule(handle, alias, next, "it is newer"));
        TaskView task = tasks(batch).getFirst();
        fail(task, "gone");
        BatchView retried = read(post("/v1/batches/" + batch.id() + "/retry", ""), BatchView.class);
        BatchView renewed =
                read(post("/v1/batches/" + batch.id() + "/retry", "{\"model\": \"" + alias + "\"}"), BatchView.class);

        assertThat(spec(batch).model()).isEqualTo(alias);
        assertThat(spec(batch).modelSha256()).isEqualTo(band);
        assertThat(spec(retried).modelSha256()).isEqualTo(band);
        assertThat(spec(renewed).modelSha256()).isEqualTo(next);
        assertThat(spec(submitted(submitTo(alias, "piano")).batch()).modelSha256())
                .isEqualTo(next);
    }

    @Test
    void aRetryWithAModelThatLacksTheSourcesIsRefused() throws Exception {
        BatchView batch = submitted(submitTo(alias, "piano")).batch();
        fail(tasks(batch).getFirst(), "gone");

        Problem gains = problem(
                post("/v1/batches/" + batch.id() + "/retry", "{\"gainsDb\": {\"vocals\": 1}}"),
                ProblemType.INVALID_BATCH);
        Problem model = problem(
                post("/v1/batches/" + batch.id() + "/retry", "{\"model\": \"" + usual + "\"}"),
                ProblemType.INVALID_BATCH);

        assertThat(gains.errors().getFirst().detail()).contains("[piano, sax]");
        assertThat(model.detail()).contains("piano").contains("vocals");
    }

    @Test
    void aPresetMayMoveTheSourcesOfAnyModel() throws Exception {
        String json = "{\"gainsDb\": {\"%s\": 1}}";

        HttpResponse<String> piano = send(request("/v1/presets/more-piano?tenant=" + tenant)
                .header("Content-Type", "application/json")
                .PUT(body(json.formatted("piano"))));
        HttpResponse<String> kazoo = send(request("/v1/presets/more-kazoo?tenant=" + tenant)
                .header("Content-Type", "application/json")
                .PUT(body(json.formatted("kazoo"))));

        assertThat(piano.statusCode()).as(piano.body()).isEqualTo(200);
        problem(kazoo, ProblemType.INVALID_PRESET);
    }

    private RemixSpec spec(BatchView batch) throws Exception {
        return tasks(batch).getFirst().spec(TaskKinds.REMIX);
    }

    private HttpResponse<String> submitTo(String model, String source) throws Exception {
        return post("/v1/batches", """
                {"model": "%s", "tenant": "%s", "gainsDb": {"%s": 1}, "items": [{"input": {"key": "a.wav"}}]}
                """.formatted(model, tenant, source));
    }

    private static SubmittedBatch submitted(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        return read(response, SubmittedBatch.class);
    }
}
