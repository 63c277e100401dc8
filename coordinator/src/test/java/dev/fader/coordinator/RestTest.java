package dev.fader.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fader.schemas.BatchId;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.TaskState;
import dev.fader.schemas.api.BatchState;
import dev.fader.schemas.api.BatchView;
import dev.fader.schemas.api.PresignedUpload;
import dev.fader.schemas.api.Problem;
import dev.fader.schemas.api.ProblemType;
import dev.fader.schemas.api.QueueView;
import dev.fader.schemas.api.ResultView;
import dev.fader.schemas.api.SubmittedBatch;
import dev.fader.schemas.api.TaskPage;
import dev.fader.schemas.api.TaskView;
import dev.fader.schemas.kind.TaskKinds;
import dev.fader.schemas.remix.AudioProperties;
import dev.fader.schemas.remix.Gain;
import dev.fader.schemas.remix.Loudness;
import dev.fader.schemas.remix.ModelRef;
import dev.fader.schemas.remix.QualityRecord;
import dev.fader.schemas.remix.RemixOutput;
import dev.fader.schemas.remix.RemixResult;
import dev.fader.schemas.remix.StoredObject;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** The API over HTTP, as clients see it. */
@QuarkusTest
class RestTest extends ApiTest {

    private static final ObjectMapper JSON = FaderJson.mapper();

    @Inject
    Jdbi jdbi;

    @Test
    void aBatchIsAcceptedAndShown() throws Exception {
        HttpResponse<String> created = post("/v1/batches", batchOf(3));
        BatchView batch = read(created, SubmittedBatch.class).batch();

        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.headers().firstValue("Location").orElseThrow()).endsWith("/v1/batches/" + batch.id());
        assertThat(batch.state()).isEqualTo(BatchState.RUNNING);
        assertThat(batch.tasks()).isEqualTo(Map.of(TaskState.READY, 3L));
        assertThat(batch.taskClass()).isEqualTo(TaskClass.BATCH);
        assertThat(read(get("/v1/batches/" + batch.id()), BatchView.class)).isEqualTo(batch);
    }

    @Test
    void tasksAreListedPageByPageInTheOrderOfTheItems() throws Exception {
        BatchId batch = submit(5);

        TaskPage first = read(get("/v1/batches/" + batch + "/tasks?limit=3"), TaskPage.class);
        TaskPage second = read(get("/v1/batches/" + batch + "/tasks?limit=3&after=" + first.next()), TaskPage.class);

        assertThat(first.tasks()).extracting(TaskView::item).containsExactly(0, 1, 2);
        assertThat(second.tasks()).extracting(TaskView::item).containsExactly(3, 4);
        assertThat(second.next()).isNull();
        assertThat(first.tasks()
                        .getFirst()
                        .spec(TaskKinds.REMIX)
                        .variants()
                        .getFirst()
                        .gainsDb())
                .isEqualTo(Map.of("vocals", new Gain(6)));
    }

    @Test
    void everyFaultOfABatchIsPointedAt() throws Exception {
        HttpResponse<String> refused = post("/v1/batches", """
                {"items": [
                  {"input": {"key": "a.wav"}, "gainsDb": {"vocals": 24}},
                  {"input": {"key": ""}, "gainsDb": {"vocals": 25, "kazoo": 1}},
                  {"gainsDb": {}}]}
                """);

        Problem problem = problem(refused, ProblemType.INVALID_BATCH);
        assertThat(problem.errors())
                .extracting(Problem.Fault::pointer)
                .containsExactlyInAnyOrder(
                        "/items/1/input/key",
                        "/items/1/gainsDb/vocals",
                        "/items/1/gainsDb/kazoo",
                        "/items/2/input/key",
                        "/items/2/gainsDb");
        assertThat(problem.errors().toString())
                .contains("[vocals, drums, bass, other]")
                .contains("±24.0 dB");
    }

    @Test
    void aBatchOverTheLimitIsRefusedByTheLimitsName() throws Exception {
        Problem problem = problem(post("/v1/batches", batchOf(101)), ProblemType.LIMIT_EXCEEDED);

        assertThat(problem.detail()).contains("at most 100").contains("fader.limits.batch-items");
    }

    @Test
    void everyErrorIsAProblemDocument() throws Exception {
        problem(post("/v1/batches", "{\"items\": ["), ProblemType.MALFORMED_REQUEST);
        problem(post("/v1/batches", "{\"itemz\": []}"), ProblemType.MALFORMED_REQUEST);
        problem(post("/v1/batches", "{}"), ProblemType.INVALID_BATCH);
        problem(get("/v1/batches/nonsense"), ProblemType.NOT_FOUND);
        problem(get("/v1/batches/" + BatchId.create()), ProblemType.NOT_FOUND);
        problem(get("/v1/tasks/" + TaskId.create()), ProblemType.NOT_FOUND);
        problem(get("/v1/nonsense"), ProblemType.NOT_FOUND);
        problem(get("/v1/uploads"), ProblemType.METHOD_NOT_ALLOWED);
        problem(post("/v1/uploads", "{\"fileName\": \"../x\"}"), ProblemType.INVALID_UPLOAD);
        problem(
                send(request("/v1/batches").header("Content-Type", "text/plain").POST(body("x"))),
                ProblemType.UNSUPPORTED_MEDIA_TYPE);
        Problem unknownFormat =
                problem(post("/v1/batches", "{\"items\": [{\"format\": \"mod\"}]}"), ProblemType.INVALID_BATCH);
        assertThat(unknownFormat.errors().getFirst().detail()).contains("'mod'").contains("flac");
    }

    @Test
    void aFileIsUploadedAndAResultFetchedWithoutCredentials() throws Exception {
        PresignedUpload upload = read(post("/v1/uploads", "{\"fileName\": \"my song.wav\"}"), PresignedUpload.class);
        assertThat(http.send(
                                HttpRequest.newBuilder(URI.create(upload.url()))
                                        .PUT(body("sound"))
                                        .build(),
                                HttpResponse.BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(200);
        TaskView task = firstTask(submit(1));
        problem(get("/v1/tasks/" + task.id() + "/result"), ProblemType.RESULT_NOT_READY);

        finish(task.id(), new StoredObject("fader", upload.object().key(), 5, "0".repeat(64)));

        ResultView result = read(get("/v1/tasks/" + task.id() + "/result"), ResultView.class);
        assertThat(send(HttpRequest.newBuilder(
                                URI.create(result.downloads().getFirst().url())))
                        .body())
                .isEqualTo("sound");
        BatchView batch = read(get("/v1/batches/" + task.batch()), BatchView.class);
        assertThat(batch.state()).isEqualTo(BatchState.COMPLETED);
        assertThat(batch.progress().done()).isEqualTo(10);
        assertThat(batch.finishedAt()).isNotNull();
    }

    @Test
    void cancellingABatchEndsWhatWaitsAndTellsWhatRuns() throws Exception {
        BatchId id = submit(3);
        TaskView running = firstTask(id);
        execute(
                "UPDATE task SET state = 'RUNNING', lease_until = now() + interval '1 hour', ticketed_at = NULL",
                running.id());

        BatchView batch = read(post("/v1/batches/" + id + "/cancel", ""), BatchView.class);

        assertThat(batch.tasks()).isEqualTo(Map.of(TaskState.RUNNING, 1L, TaskState.CANCELLED, 2L));
        assertThat(read(get("/v1/tasks/" + running.id()), TaskView.class).cancelRequested())
                .isTrue();
    }

    @Test
    void queuesAndWorkersAreShown() throws Exception {
        submit(2);

        List<QueueView> queues = JSON.readValue(get("/v1/queues").body(), new TypeReference<>() {});

        assertThat(queues).extracting(QueueView::taskClass).containsExactly(TaskClass.values());
        assertThat(queues.get(TaskClass.BATCH.ordinal()).waiting()).isGreaterThanOrEqualTo(2);
        assertThat(queues.get(TaskClass.BATCH.ordinal()).oldestAgeSeconds()).isNotNull();
        assertThat(get("/v1/workers").statusCode()).isEqualTo(200);
    }

    @Test
    void itBecomesReadyAndDescribesItself() throws Exception {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> get("/q/health/ready").statusCode() == 200);

        assertThat(get("/q/openapi").body()).contains("/v1/batches/{id}/tasks");
        assertThat(get("/q/metrics").body()).contains("fader_reaper_tasks");
    }

    private BatchId submit(int items) throws Exception {
        return read(post("/v1/batches", batchOf(items)), SubmittedBatch.class).id();
    }

    private TaskView firstTask(BatchId batch) throws Exception {
        return read(get("/v1/batches/" + batch + "/tasks"), TaskPage.class)
                .tasks()
                .getFirst();
    }

    private static String batchOf(int items) {
        return IntStream.range(0, items)
                .mapToObj(
                        "{\"input\": {\"key\": \"in-%d.wav\"}, \"gainsDb\": {\"vocals\": 6}, \"format\": \"flac\"}"
                                ::formatted)
                .collect(Collectors.joining(",", "{\"items\": [", "]}"));
    }

    private void finish(TaskId task, StoredObject output) {
        RemixResult result = new RemixResult(
                List.of(new RemixOutput(
                        "in",
                        output,
                        new AudioProperties("flac", 441000, 44100, 2, 24, 10),
                        new QualityRecord(
                                new Loudness(-14.0, -1.0, 5.0),
                                new Loudness(null, null, null),
                                0,
                                0.0,
                                0,
                                0,
                                null,
                                null,
                                null,
                                null,
                                List.of()),
                        List.of())),
                1,
                "cpu",
                new ModelRef("test", "1".repeat(64)),
                null);
        jdbi.useHandle(handle -> handle.execute(
                "INSERT INTO result (task_id, fence, worker, result) VALUES (?, 1, 'w', CAST(? AS jsonb))",
                task.uuid(),
                FaderJson.write(result)));
        execute(
                "UPDATE task SET state = 'DONE', finished_at = now(), ticketed_at = NULL, progress_done = 10,"
                        + " progress_total = 10",
                task);
    }

    private void execute(String update, TaskId task) {
        jdbi.useHandle(handle -> handle.execute(update + " WHERE id = ?", task.uuid()));
    }
}
