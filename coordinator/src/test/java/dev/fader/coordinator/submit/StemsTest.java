package dev.fader.coordinator.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.coordinator.ApiTest;
import dev.fader.schemas.api.BatchKind;
import dev.fader.schemas.api.BatchView;
import dev.fader.schemas.api.Problem;
import dev.fader.schemas.api.ProblemType;
import dev.fader.schemas.api.SubmittedBatch;
import dev.fader.schemas.api.TaskPage;
import dev.fader.schemas.api.TaskView;
import dev.fader.schemas.kind.TaskKinds;
import dev.fader.schemas.remix.OutputFormat;
import dev.fader.schemas.remix.Stem;
import dev.fader.schemas.remix.Variant;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Batches that take files apart. */
@QuarkusTest
class StemsTest extends ApiTest {

    @Test
    void aBatchOfStemsIsOneTaskPerFileWithAnOutputPerStem() throws Exception {
        SubmittedBatch batch = submitted("""
                {"stems": {"sources": ["vocals", "drums"], "residual": true}, "format": "flac",
                 "items": [{"input": {"key": "a/one.wav"}}, {"input": {"key": "a/two.wav"}, "name": "second"}]}
                """);

        assertThat(batch.batch().kind()).isEqualTo(BatchKind.SEPARATE);
        List<TaskView> tasks = tasks(batch);
        assertThat(tasks).extracting(TaskView::kind).containsOnly(TaskKinds.SEPARATE);
        assertThat(variants(tasks.getFirst()))
                .containsExactly(
                        Variant.of("a/one-vocals", new Stem("vocals", false), OutputFormat.FLAC),
                        Variant.of("a/one-drums", new Stem("drums", false), OutputFormat.FLAC),
                        Variant.of("a/one-residual", new Stem("residual", false), OutputFormat.FLAC));
        assertThat(variants(tasks.getLast()))
                .extracting(Variant::name)
                .containsExactly("second-vocals", "second-drums", "second-residual");
    }

    @Test
    void withoutSourcesItIsAllOfTheModelsAndATableSaysTheSame() throws Exception {
        SubmittedBatch json =
                submitted("{\"stems\": {\"sumToMixture\": true}, \"items\": [{\"input\": {\"key\": \"x.wav\"}}]}");
        SubmittedBatch table = read(
                send(request("/v1/batches?stem=*&sumToMixture=true")
                        .header("Content-Type", "text/csv")
                        .POST(body("key\nx.wav\n"))),
                SubmittedBatch.class);

        assertThat(variants(tasks(json).getFirst()))
                .extracting(variant -> String.valueOf(variant.stem()))
                .hasSizeGreaterThan(1)
                .allSatisfy(stem -> assertThat(stem).contains("sumsToMixture=true"));
        assertThat(variants(tasks(table).getFirst()))
                .isEqualTo(variants(tasks(json).getFirst()));
        assertThat(table.batch().kind()).isEqualTo(BatchKind.SEPARATE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"sources\": [\"tuba\"]} | /stems/sources/0 | 'tuba' is no source: expected one of [",
                "{\"sources\": [\"vocals\", \"vocals\"]} | /stems/sources/1 | 'vocals' is there twice",
                "{\"sources\": []} | /stems/sources | are none: expected some of [",
                "{\"residual\": true, \"sumToMixture\": true} | /stems/residual | stems that sum to the mixture leave none",
                "{}, \"gainsDb\": {\"vocals\": 3} | /stems | are made at the levels that they have",
                "{}, \"loudness\": {\"mode\": \"match\"} | /stems | are made at the levels that they have"
            })
    void whatCannotBeMadeIsRefused(String stems, String pointer, String detail) throws Exception {
        Problem problem = problem(
                post("/v1/batches", "{\"stems\": %s, \"items\": [{\"input\": {\"key\": \"x.wav\"}}]}".formatted(stems)),
                ProblemType.INVALID_BATCH);

        assertThat(problem.errors()).singleElement().satisfies(fault -> {
            assertThat(fault.pointer()).isEqualTo(pointer);
            assertThat(fault.detail()).startsWith(detail);
        });
    }

    @Test
    void anItemThatAsksForARemixAndAPreviewAreRefused() throws Exception {
        String item = "{\"stems\": {}, \"items\": [{\"input\": {\"key\": \"x.wav\"}%s}]}";

        assertThat(problem(
                                post("/v1/batches", item.formatted(", \"gainsDb\": {\"vocals\": 1}")),
                                ProblemType.INVALID_BATCH)
                        .errors())
                .extracting(Problem.Fault::pointer)
                .containsExactly("/items/0");
        assertThat(problem(post("/v1/previews", item.formatted("")), ProblemType.INVALID_BATCH)
                        .errors())
                .extracting(Problem.Fault::pointer)
                .containsExactly("/stems");
    }

    @Test
    void anotherModelThatLacksTheSourceAndGainsAreNotForARetry() throws Exception {
        SubmittedBatch batch =
                submitted("{\"stems\": {\"sources\": [\"vocals\"]}, \"items\": [{\"input\": {\"key\": \"x.wav\"}}]}");
        post("/v1/batches/" + batch.id() + "/cancel", "");

        Problem problem = problem(
                post(
                        "/v1/batches/" + batch.id() + "/retry",
                        "{\"states\": [\"CANCELLED\"], \"gainsDb\": {\"vocals\": 1}}"),
                ProblemType.INVALID_BATCH);
        BatchView again = read(
                post("/v1/batches/" + batch.id() + "/retry", "{\"states\": [\"CANCELLED\"], \"format\": \"flac\"}"),
                BatchView.class);

        assertThat(problem.detail()).contains("x-vocals is a stem");
        assertThat(again.kind()).isEqualTo(BatchKind.SEPARATE);
    }

    private SubmittedBatch submitted(String json) throws Exception {
        HttpResponse<String> response = post("/v1/batches", json);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        return read(response, SubmittedBatch.class);
    }

    private List<TaskView> tasks(SubmittedBatch batch) throws Exception {
        return read(get("/v1/batches/" + batch.id() + "/tasks"), TaskPage.class).tasks();
    }

    private static List<Variant> variants(TaskView task) {
        return task.spec(TaskKinds.SEPARATE).variants();
    }
}
