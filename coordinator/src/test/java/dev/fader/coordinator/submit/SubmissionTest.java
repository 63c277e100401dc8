package dev.fader.coordinator.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.coordinator.ApiTest;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.api.BatchKind;
import dev.fader.schemas.api.BatchView;
import dev.fader.schemas.api.Problem;
import dev.fader.schemas.api.ProblemType;
import dev.fader.schemas.api.QueueView;
import dev.fader.schemas.api.SubmittedBatch;
import dev.fader.schemas.api.TaskPage;
import dev.fader.schemas.api.TaskView;
import dev.fader.schemas.kind.TaskKinds;
import dev.fader.schemas.remix.Gain;
import dev.fader.schemas.remix.LoudnessPolicy;
import dev.fader.schemas.remix.OutputFormat;
import dev.fader.schemas.remix.Variant;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Every way of submitting. */
@QuarkusTest
class SubmissionTest extends ApiTest {

    @Inject
    MinioClient storage;

    @Test
    void whatIsSaidNearerToAFileWins() throws Exception {
        SubmittedBatch batch = submitted(post("/v1/batches", """
                {"gainsDb": {"vocals": -3}, "format": "flac", "loudness": {"mode": "target", "targetLufs": -16},
                 "labels": {"season": "autumn"}, "metadata": {"order": "4711"}, "class": "interactive", "priority": 7,
                 "items": [
                   {"input": {"key": "a/one.wav"}},
                   {"input": {"key": "a/two.wav"}, "gainsDb": {"drums": "mute"}, "loudness": {"mode": "none"}},
                   {"input": {"key": "a/three.wav"}, "preset": "vocals-up", "metadata": {"isrc": "X"}}]}
                """));

        List<TaskView> tasks = tasks(batch);
        assertThat(variants(tasks, 0))
                .containsExactly(new Variant(
                        "a/one",
                        Map.of("vocals", new Gain(-3)),
                        OutputFormat.FLAC,
                        LoudnessPolicy.target(-16, LoudnessPolicy.DEFAULT_CEILING_DBTP)));
        assertThat(variants(tasks, 1))
                .containsExactly(
                        new Variant("a/two", Map.of("drums", Gain.MUTE), OutputFormat.FLAC, LoudnessPolicy.NONE));
        assertThat(variants(tasks, 2))
                .containsExactly(new Variant(
                        "a/three", Map.of("vocals", new Gain(3)), OutputFormat.FLAC, LoudnessPolicy.match()));
        assertThat(tasks.get(2).metadata()).isEqualTo(Map.of("isrc", "X"));
        assertThat(batch.batch().labels()).isEqualTo(Map.of("season", "autumn"));
        assertThat(batch.batch().metadata()).isEqualTo(Map.of("order", "4711"));
        assertThat(tasks).allSatisfy(task -> {
            assertThat(task.taskClass()).isEqualTo(TaskClass.INTERACTIVE);
            assertThat(task.priority()).isEqualTo(7);
        });
    }

    @Test
    void variantsOfOneInputAreOneTaskWithANameEach() throws Exception {
        SubmittedBatch batch = submitted(post("/v1/batches", """
                {"variants": [{"name": "karaoke", "preset": "instrumental"},
                              {"name": "loud", "gainsDb": {"vocals": 2}, "format": "mp3"}],
                 "nameTemplate": "{metadata.album}/{item}-{stem}/{variant}", "metadata": {"album": "First/Second"},
                 "items": [{"input": {"key": "x.wav"}}]}
                """));

        assertThat(variants(tasks(batch), 0))
                .extracting(Variant::name)
                .containsExactly("First_Second/000000-x/karaoke", "First_Second/000000-x/loud");
        assertThat(variants(tasks(batch), 0))
                .extracting(Variant::gainsDb)
                .containsExactly(Map.of("vocals", Gain.MUTE), Map.of("vocals", new Gain(2)));
    }

    @Test
    void outputsOfTheSameNameAreRefusedNamingBoth() throws Exception {
        String items = """
                {%s "gainsDb": {"vocals": 1}, "items": [
                  {"input": {"key": "a/song.wav"}}, {"input": {"key": "b/other.wav"}},
                  {"input": {"key": "c/mine.wav"}, "name": "a/song"}]}
                """;

        Problem problem = problem(post("/v1/batches", items.formatted("")), ProblemType.INVALID_BATCH);

        assertThat(problem.errors()).singleElement().satisfies(fault -> {
            assertThat(fault.pointer()).isEqualTo("/items/2/name");
            assertThat(fault.detail()).contains("a/song.wav").contains("item 0").contains("{item}");
        });
        submitted(post(
                "/v1/batches", items.formatted("\"nameTemplate\": \"{item}\",").replace("a/song\"}", "9\"}")));
    }

    @Test
    void aTemplateThatCannotWorkIsRefusedWithTheFieldsThatThereAre() throws Exception {
        Problem problem = problem(post("/v1/batches", """
                        {"nameTemplate": "{artist}", "items": [{"input": {"key": "a"}, "gainsDb": {"vocals": 1}}]}
                        """), ProblemType.INVALID_BATCH);

        assertThat(problem.errors().getFirst().pointer()).isEqualTo("/nameTemplate");
        assertThat(problem.errors().getFirst().detail()).contains("{artist}").contains("{stem}");
    }

    @Test
    void gainsBeyondTheTrainedRangeAreAcceptedWithAWarning() throws Exception {
        SubmittedBatch batch = submitted(post("/v1/batches", """
                {"items": [{"input": {"key": "a"}, "gainsDb": {"vocals": 13, "drums": "mute", "bass": -12}}]}
                """));

        assertThat(batch.warnings())
                .filteredOn(warning -> warning.pointer().equals("/items/0/gainsDb/vocals"))
                .singleElement()
                .satisfies(warning -> assertThat(warning.detail()).contains("±12"));
    }

    @Test
    void workThatNoLivingWorkerTakesIsAcceptedWithAWarningAndNamedInTheQueue() throws Exception {
        SubmittedBatch batch = submitted(post("/v1/batches", """
                {"class": "training", "items": [{"input": {"key": "a"}, "gainsDb": {"vocals": 1}}]}
                """));

        assertThat(batch.warnings())
                .singleElement()
                .satisfies(warning -> assertThat(warning.detail()).contains("no living worker takes remix"));
        assertThat(List.of(read(get("/v1/queues"), QueueView[].class)))
                .filteredOn(queue -> queue.taskClass() == TaskClass.TRAINING)
                .singleElement()
                .satisfies(queue ->
                        assertThat(queue.unserved().contains(TaskKinds.REMIX)).isTrue());
    }

    @Test
    void linesOfJsonAreItemsAndTheQuerySaysTheRest() throws Exception {
        SubmittedBatch batch =
                submitted(send("/v1/batches?preset=vocals-down&label=a=b&priority=3", "application/x-ndjson", """
                {"input": {"key": "one.wav"}}
                {"input": {"key": "two.wav"}, "gainsDb": {"bass": 1}}
                """));

        assertThat(variants(tasks(batch), 0))
                .extracting(Variant::gainsDb)
                .containsExactly(Map.of("vocals", new Gain(-3)));
        assertThat(variants(tasks(batch), 1)).extracting(Variant::gainsDb).containsExactly(Map.of("bass", new Gain(1)));
        assertThat(batch.batch().labels()).isEqualTo(Map.of("a", "b"));
        assertThat(batch.batch().priority()).isEqualTo(3);
    }

    @Test
    void faultsInLinesNameTheLine() throws Exception {
        Problem problem = problem(send("/v1/batches", "application/x-ndjson", """
                        {"input": {"key": "one.wav"}, "gainsDb": {"vocals": 1}}
                        {"input": {"key": "two.wav"}, "gainsDb": {"vocals": "loud"}}
                        {"input": {"key": "three.wav"}, "gain": 3}
                        """), ProblemType.INVALID_BATCH);

        assertThat(problem.errors())
                .extracting(Problem.Fault::pointer)
                .containsExactly("/items/1/gainsDb/vocals", "/items/2/gain");
        assertThat(problem.errors())
                .extracting(Problem.Fault::detail)
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("line 2: ").contains("\"mute\""),
                        second -> assertThat(second).startsWith("line 3: "));
    }

    @Test
    void aTableOfASpreadsheetIsRead() throws Exception {
        SubmittedBatch batch = submitted(send("/v1/batches", "text/csv; charset=utf-8", """
                \uFEFFkey;name;vocals;drums;format;loudness;metadata.isrc
                "ä;b.wav";Ä;-3;mute;flac;-14@-2;DE1
                c.wav;;+2;;;;
                """));

        List<TaskView> tasks = tasks(batch);
        assertThat(tasks.getFirst().spec(TaskKinds.REMIX).input().key()).isEqualTo("ä;b.wav");
        assertThat(tasks.getFirst().metadata()).isEqualTo(Map.of("isrc", "DE1"));
        assertThat(variants(tasks, 0))
                .containsExactly(new Variant(
                        "Ä",
                        Map.of("vocals", new Gain(-3), "drums", Gain.MUTE),
                        OutputFormat.FLAC,
                        LoudnessPolicy.target(-14, -2)));
        assertThat(variants(tasks, 1))
                .containsExactly(
                        new Variant("c", Map.of("vocals", new Gain(2)), OutputFormat.SAME, LoudnessPolicy.NONE));
    }

    @Test
    void aTableWithAnUnknownColumnOrCellIsRefused() throws Exception {
        Problem columns =
                problem(send("/v1/batches", "text/csv", "file,vocals\na.wav,1\n"), ProblemType.MALFORMED_REQUEST);
        Problem cells = problem(
                send("/v1/batches", "text/csv", "key,vocals\na.wav,1\nb.wav,loud\n"), ProblemType.INVALID_BATCH);

        assertThat(columns.detail())
                .startsWith("line 1, column 1: 'file' is no column")
                .contains("[key, bucket");
        assertThat(cells.errors().getFirst().pointer()).isEqualTo("/items/1/gainsDb/vocals");
        assertThat(cells.errors().getFirst().detail()).startsWith("line 3, column 2 (vocals): 'loud'");
    }

    @Test
    void objectsUnderAPrefixAreItems() throws Exception {
        String folder = "catalogue-" + UUID.randomUUID() + "/";
        for (String key : List.of("one.wav", "disc 2/two.wav", "disc 2/cover.jpg")) {
            storage.putObject(PutObjectArgs.builder().bucket("fader").object(folder + key).stream(
                            new ByteArrayInputStream(new byte[1]), 1L, -1L)
                    .build());
        }

        SubmittedBatch batch = submitted(post("/v1/batches", """
                {"preset": "instrumental", "prefix": {"prefix": "%s", "pattern": "**.wav"}}
                """.formatted(folder)));

        assertThat(tasks(batch))
                .extracting(task -> task.spec(TaskKinds.REMIX).input().key())
                .containsExactlyInAnyOrder(folder + "one.wav", folder + "disc 2/two.wav");
        Problem none = problem(post("/v1/batches", """
                {"preset": "instrumental", "prefix": {"prefix": "%s", "pattern": "*.aiff"}}
                """.formatted(folder)), ProblemType.INVALID_BATCH);
        assertThat(none.errors().getFirst().pointer()).isEqualTo("/prefix");
        Problem bucket = problem(post("/v1/batches", """
                {"preset": "instrumental", "prefix": {"bucket": "nowhere", "prefix": "x"}}
                """), ProblemType.INVALID_BATCH);
        assertThat(bucket.detail()).contains("nowhere");
    }

    @Test
    void modelsAreItemsOnlyForThoseWhoAskForThem() throws Exception {
        String name = UUID.randomUUID() + ".wav";
        storage.putObject(PutObjectArgs.builder().bucket("fader").object("models/" + name).stream(
                        new ByteArrayInputStream(new byte[1]), 1L, -1L)
                .build());
        String everything = "{\"preset\": \"instrumental\", \"prefix\": {\"prefix\": \"%s\", \"pattern\": \"**%s\"}}";

        problem(post("/v1/batches", everything.formatted("", name)), ProblemType.INVALID_BATCH);
        submitted(post("/v1/batches", everything.formatted("models/", name)));
    }

    @Test
    void aRequestThatIsSentAgainIsTheSameRequest() throws Exception {
        String key = UUID.randomUUID().toString();
        String items = "{\"gainsDb\": {\"vocals\": 1}, \"items\": [{\"input\": {\"key\": \"a.wav\"}}]}";

        HttpResponse<String> first = withKey(key, items);
        HttpResponse<String> again = withKey(key, items);

        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
        assertThat(submitted(again)).isEqualTo(submitted(first));
        problem(withKey(key, items.replace("a.wav", "b.wav")), ProblemType.IDEMPOTENCY_KEY_REUSED);
    }

    @Test
    void aRefusedRequestDoesNotUseItsKeyUp() throws Exception {
        String key = UUID.randomUUID().toString();

        problem(withKey(key, "{\"items\": []}"), ProblemType.INVALID_BATCH);

        submitted(withKey(key, "{\"gainsDb\": {\"vocals\": 1}, \"items\": [{\"input\": {\"key\": \"a.wav\"}}]}"));
    }

    @Test
    void previewsAreOfTheClassThatGoesFirst() throws Exception {
        BatchView batch = submitted(post("/v1/previews", """
                {"preset": "vocals-up", "items": [{"input": {"key": "a.wav"}}]}
                """)).batch();

        assertThat(batch.kind()).isEqualTo(BatchKind.PREVIEW);
        assertThat(batch.taskClass()).isEqualTo(TaskClass.INTERACTIVE);
        assertThat(tasks(batch.id().toString()).getFirst().spec(TaskKinds.REMIX).previewSeconds())
                .isEqualTo(30.0);
    }

    @Test
    void wordsInTheQueryThatMeanNothingAreRefused() throws Exception {
        Problem unknown = problem(send("/v1/batches?priorty=3", "text/csv", "key\na\n"), ProblemType.MALFORMED_REQUEST);
        Problem json = problem(post("/v1/batches?priority=3", "{}"), ProblemType.MALFORMED_REQUEST);

        assertThat(unknown.detail()).contains("priorty").contains("priority");
        assertThat(json.detail()).contains("body");
    }

    private HttpResponse<String> withKey(String key, String json) throws Exception {
        return send(request("/v1/batches")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(body(json)));
    }

    private HttpResponse<String> send(String path, String type, String body) throws Exception {
        return send(request(path).header("Content-Type", type).POST(body(body)));
    }

    private static SubmittedBatch submitted(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        return read(response, SubmittedBatch.class);
    }

    private List<TaskView> tasks(SubmittedBatch batch) throws Exception {
        return tasks(batch.id().toString());
    }

    private List<TaskView> tasks(String batch) throws Exception {
        return read(get("/v1/batches/" + batch + "/tasks"), TaskPage.class).tasks();
    }

    private static List<Variant> variants(List<TaskView> tasks, int item) {
        return tasks.get(item).spec(TaskKinds.REMIX).variants();
    }
}
