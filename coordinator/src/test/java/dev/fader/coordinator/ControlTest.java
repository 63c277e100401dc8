package dev.fader.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.fader.coordinator.dispatch.Dispatching;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.TaskState;
import dev.fader.schemas.api.BatchPage;
import dev.fader.schemas.api.BatchState;
import dev.fader.schemas.api.BatchView;
import dev.fader.schemas.api.BulkAction;
import dev.fader.schemas.api.DryRunReport;
import dev.fader.schemas.api.PauseView;
import dev.fader.schemas.api.Preset;
import dev.fader.schemas.api.ProblemType;
import dev.fader.schemas.api.SubmittedBatch;
import dev.fader.schemas.api.TaskPage;
import dev.fader.schemas.api.TaskView;
import dev.fader.schemas.remix.AudioProperties;
import dev.fader.schemas.remix.Gain;
import dev.fader.schemas.remix.ProbeResult;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** What owners and operators do with batches after they were submitted. */
@QuarkusTest
class ControlTest extends ApiTest {

    @Inject
    Jdbi jdbi;

    private final String tenant = "tenant-" + UUID.randomUUID();

    @Test
    void tasksAreFoundByWhatTheyHaveInCommon() throws Exception {
        BatchView batch = submit(3);
        fail(tasks(batch).getFirst(), "not_audio");

        assertThat(list("tenant=" + tenant)).hasSize(3);
        assertThat(list("tenant=" + tenant + "&state=FAILED&reason=not_audio")).hasSize(1);
        assertThat(list("tenant=" + tenant + "&key=song-2"))
                .extracting(TaskView::item)
                .containsExactly(2);
        assertThat(list("label=of=" + tenant + "&state=READY&state=FAILED")).hasSize(3);
        TaskPage first = read(get("/v1/tasks?limit=2&batch=" + batch.id()), TaskPage.class);
        TaskPage second = read(get("/v1/tasks?limit=2&batch=" + batch.id() + "&after=" + first.next()), TaskPage.class);
        assertThat(second.tasks()).extracting(TaskView::item).containsExactly(2);
        assertThat(problem(get("/v1/tasks?state=LOST"), ProblemType.MALFORMED_REQUEST)
                        .detail())
                .contains("QUARANTINED");
        assertThat(read(get("/v1/batches?tenant=" + tenant), BatchPage.class).batches())
                .singleElement()
                .satisfies(found -> assertThat(found.id()).isEqualTo(batch.id()));
    }

    @Test
    void manyAreCancelledByAFilterThatIsCountedFirst() throws Exception {
        BatchView batch = submit(3);
        String filter = "{\"filter\": {\"tenant\": \"%s\", \"key\": \"song-1\"}, \"dryRun\": %s}";

        BulkAction.Done counted = read(post("/v1/tasks/cancel", filter.formatted(tenant, true)), BulkAction.Done.class);
        assertThat(find(batch).tasks()).isEqualTo(Map.of(TaskState.READY, 3L));
        BulkAction.Done done = read(post("/v1/tasks/cancel", filter.formatted(tenant, false)), BulkAction.Done.class);

        assertThat(counted).isEqualTo(new BulkAction.Done(1, true));
        assertThat(done).isEqualTo(new BulkAction.Done(1, false));
        assertThat(find(batch).tasks()).isEqualTo(Map.of(TaskState.READY, 2L, TaskState.CANCELLED, 1L));
        problem(post("/v1/tasks/cancel", "{\"filter\": {}}"), ProblemType.MALFORMED_REQUEST);
    }

    @Test
    void ofAPausedBatchNothingIsPickedUntilItIsResumed() throws Exception {
        BatchView batch = submit(2);

        assertThat(read(post("/v1/batches/" + batch.id() + "/pause", ""), BatchView.class)
                        .paused())
                .isTrue();
        assertThat(Dispatching.waiting(jdbi, tenant)).isEmpty();
        post("/v1/batches/" + batch.id() + "/resume", "");

        assertThat(Dispatching.waiting(jdbi, tenant)).hasSize(2);
    }

    @Test
    void ofAPausedTenantNothingIsPickedWhateverIsSubmittedMeanwhile() throws Exception {
        List<PauseView> pauses = FaderJson.mapper()
                .readValue(post("/v1/tenants/" + tenant + "/pause", "").body(), new TypeReference<>() {});
        submit(2);

        assertThat(pauses).extracting(PauseView::name).contains(tenant);
        assertThat(Dispatching.waiting(jdbi, tenant)).isEmpty();
        post("/v1/tenants/" + tenant + "/resume", "");
        assertThat(Dispatching.waiting(jdbi, tenant)).hasSize(2);
        problem(post("/v1/queues/slow/pause", ""), ProblemType.MALFORMED_REQUEST);
    }

    @Test
    void priorityChangesWhileTasksWait() throws Exception {
        BatchView first = submit(1);
        BatchView second = submit(1);

        BatchView changed = read(patch("/v1/batches/" + second.id(), "{\"priority\": 5}"), BatchView.class);

        assertThat(changed.priority()).isEqualTo(5);
        assertThat(Dispatching.waiting(jdbi, tenant))
                .containsExactly(
                        tasks(second).getFirst().id(), tasks(first).getFirst().id());
        problem(patch("/v1/batches/" + second.id(), "{\"priority\": 5000}"), ProblemType.INVALID_BATCH);
    }

    @Test
    void whatFailedIsTriedAgainWithOtherSettingsAndLinkedToTheFirstAttempt() throws Exception {
        BatchView batch = submit(3);
        TaskView failed = tasks(batch).get(1);
        fail(failed, "storage");
        problem(post("/v1/batches/" + submit(1).id() + "/retry", ""), ProblemType.CONFLICT);

        BatchView retry = read(
                post("/v1/batches/" + batch.id() + "/retry", "{\"gainsDb\": {\"bass\": 2}, \"priority\": 9}"),
                BatchView.class);
        TaskView again = tasks(retry).getFirst();
        fail(again, "storage");
        BatchView third = read(post("/v1/tasks/" + again.id() + "/retry", ""), BatchView.class);

        assertThat(retry.size()).isEqualTo(1);
        assertThat(retry.retryOf()).isEqualTo(batch.id());
        assertThat(again.spec().input()).isEqualTo(failed.spec().input());
        assertThat(again.spec().variants().getFirst().gainsDb()).isEqualTo(Map.of("bass", new Gain(2)));
        assertThat(again.priority()).isEqualTo(9);
        assertThat(again.retryOf()).isEqualTo(failed.id());
        assertThat(tasks(third).getFirst().retryOf()).isEqualTo(failed.id());
        assertThat(tasks(third).getFirst().spec()).isEqualTo(again.spec());
    }

    @Test
    void aPersonTakesWhatWaitsForAReview() throws Exception {
        TaskView task = tasks(submit(1)).getFirst();
        problem(post("/v1/tasks/" + task.id() + "/accept", ""), ProblemType.CONFLICT);
        update(task, "state = 'REVIEW', finished_at = now()");

        TaskView accepted = read(post("/v1/tasks/" + task.id() + "/accept", ""), TaskView.class);

        assertThat(accepted.state()).isEqualTo(TaskState.DONE);
    }

    @Test
    void aBatchIsDeletedOnceItHasEnded() throws Exception {
        BatchView batch = submit(1);
        TaskView task = tasks(batch).getFirst();
        problem(delete("/v1/batches/" + batch.id()), ProblemType.CONFLICT);
        post("/v1/batches/" + batch.id() + "/cancel", "");

        assertThat(delete("/v1/batches/" + batch.id()).statusCode()).isEqualTo(204);

        problem(get("/v1/batches/" + batch.id()), ProblemType.NOT_FOUND);
        problem(get("/v1/tasks/" + task.id()), ProblemType.NOT_FOUND);
        assertThat(list("tenant=" + tenant)).isEmpty();
    }

    @Test
    void aDryRunReportsWhatItFoundAndBecomesABatch() throws Exception {
        SubmittedBatch dryRun = read(post("/v1/batches?dry_run=true", items(3, "")), SubmittedBatch.class);
        List<TaskView> tasks = tasks(dryRun.batch());
        problem(post("/v1/batches/" + dryRun.id() + "/submit", ""), ProblemType.CONFLICT);
        probed(tasks.get(0), 100);
        probed(tasks.get(1), 50);
        fail(tasks.get(2), "not_audio");

        DryRunReport report = read(get("/v1/batches/" + dryRun.id() + "/report"), DryRunReport.class);
        problem(post("/v1/batches/" + dryRun.id() + "/submit", ""), ProblemType.CONFLICT);
        BatchView batch = read(post("/v1/batches/" + dryRun.id() + "/submit?skip_refused=true", ""), BatchView.class);

        assertThat(report.state()).isEqualTo(BatchState.COMPLETED_WITH_ERRORS);
        assertThat(report.audioSeconds()).isEqualTo(150);
        assertThat(report.refusals()).singleElement().satisfies(refusal -> {
            assertThat(refusal.item()).isEqualTo(2);
            assertThat(refusal.reason()).isEqualTo("not_audio");
        });
        assertThat(report.estimate()).isNotNull().satisfies(estimate -> {
            assertThat(estimate.computeSeconds()).isPositive();
            assertThat(estimate.basis()).isIn("assumed", "measured");
        });
        assertThat(tasks(batch))
                .hasSize(2)
                .allSatisfy(task -> assertThat(task.kind()).isEqualTo("remix"));
    }

    @Test
    void aDryRunListsCollisionsInsteadOfRefusingThem() throws Exception {
        String twice =
                "{\"gainsDb\": {\"vocals\": 1}, \"items\": [{\"input\": {\"key\": \"a.wav\"}}, {\"input\": {\"key\": \"a.wav\"}}]}";

        SubmittedBatch dryRun = read(post("/v1/batches?dry_run=true", twice), SubmittedBatch.class);
        tasks(dryRun.batch()).forEach(task -> probed(task, 1));

        assertThat(dryRun.collisionCount()).isEqualTo(1);
        assertThat(read(get("/v1/batches/" + dryRun.id() + "/report"), DryRunReport.class)
                        .collisions())
                .singleElement()
                .satisfies(collision -> assertThat(collision.name()).isEqualTo("a.wav"));
        problem(post("/v1/batches/" + dryRun.id() + "/submit", ""), ProblemType.CONFLICT);
    }

    @Test
    void presetsAreNamedSettings() throws Exception {
        HttpResponse<String> put = send(request("/v1/presets/quiet?tenant=" + tenant)
                .header("Content-Type", "application/json")
                .PUT(body("{\"gainsDb\": {\"vocals\": -1}, \"format\": \"mp3\"}")));
        assertThat(read(put, Preset.class).builtIn()).isFalse();

        List<Preset> presets =
                FaderJson.mapper().readValue(get("/v1/presets?tenant=" + tenant).body(), new TypeReference<>() {});
        assertThat(presets).extracting(Preset::name).contains("quiet", "instrumental");
        problem(
                send(request("/v1/presets/x")
                        .header("Content-Type", "application/json")
                        .PUT(body("{\"gainsDb\": {\"kazoo\": 1}}"))),
                ProblemType.INVALID_PRESET);
        assertThat(delete("/v1/presets/quiet?tenant=" + tenant).statusCode()).isEqualTo(204);
        problem(delete("/v1/presets/quiet?tenant=" + tenant), ProblemType.NOT_FOUND);
    }

    @Test
    void progressIsToldAsItHappensUntilTheEnd() throws Exception {
        BatchView batch = submit(1);

        HttpResponse<java.util.stream.Stream<String>> events = http.send(
                request("/v1/batches/" + batch.id() + "/events").build(), HttpResponse.BodyHandlers.ofLines());
        List<String> told = events.body()
                .filter(line -> line.startsWith("data:"))
                .peek(line -> cancelOnce(batch))
                .toList();

        assertThat(told.getFirst()).contains("\"READY\":1");
        assertThat(told.getLast()).contains("\"CANCELLED\":1");
    }

    private void cancelOnce(BatchView batch) {
        try {
            post("/v1/batches/" + batch.id() + "/cancel", "");
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private BatchView submit(int size) throws Exception {
        return read(post("/v1/batches", items(size, "\"labels\": {\"of\": \"" + tenant + "\"},")), SubmittedBatch.class)
                .batch();
    }

    private String items(int size, String more) {
        return IntStream.range(0, size)
                .mapToObj("{\"input\": {\"key\": \"song-%d.wav\"}}"::formatted)
                .collect(Collectors.joining(
                        ",",
                        "{%s \"tenant\": \"%s\", \"gainsDb\": {\"vocals\": 1}, \"items\": [".formatted(more, tenant),
                        "]}"));
    }

    private List<TaskView> list(String query) throws Exception {
        return read(get("/v1/tasks?" + query), TaskPage.class).tasks();
    }

    private List<TaskView> tasks(BatchView batch) throws Exception {
        return list("batch=" + batch.id());
    }

    private BatchView find(BatchView batch) throws Exception {
        return read(get("/v1/batches/" + batch.id()), BatchView.class);
    }

    private void fail(TaskView task, String reason) {
        update(
                task,
                "state = 'FAILED', failure_class = 'BAD_INPUT', failure_reason = '" + reason
                        + "', finished_at = now(), ticketed_at = NULL");
    }

    private void probed(TaskView task, double seconds) {
        ProbeResult found = new ProbeResult(new AudioProperties("flac", 441000, 44100, 2, 24, seconds), 1000);
        jdbi.useHandle(handle -> handle.execute(
                "INSERT INTO result (task_id, fence, worker, result) VALUES (?, 1, 'w', CAST(? AS jsonb))",
                task.id().uuid(),
                FaderJson.write(found)));
        update(task, "state = 'DONE', finished_at = now(), ticketed_at = NULL");
    }

    private void update(TaskView task, String assignment) {
        jdbi.useHandle(handle -> handle.execute(
                "UPDATE task SET " + assignment + " WHERE id = ?", task.id().uuid()));
    }

    private HttpResponse<String> patch(String path, String json) throws Exception {
        return send(request(path)
                .header("Content-Type", "application/json")
                .method("PATCH", HttpRequest.BodyPublishers.ofString(json)));
    }

    private HttpResponse<String> delete(String path) throws Exception {
        return send(request(path).DELETE());
    }
}
