package dev.fader.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.fader.queue.task.Tickets;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.TaskState;
import dev.fader.schemas.api.BatchPage;
import dev.fader.schemas.api.BatchView;
import dev.fader.schemas.api.BulkAction;
import dev.fader.schemas.api.BulkActionView;
import dev.fader.schemas.api.PauseView;
import dev.fader.schemas.api.ProblemType;
import dev.fader.schemas.api.TaskPage;
import dev.fader.schemas.api.TaskView;
import dev.fader.schemas.kind.TaskKinds;
import dev.fader.schemas.remix.Gain;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What owners and operators do with batches after they were submitted. */
@QuarkusTest
class ControlTest extends OwnerTest {

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

        assertThat(counted).isEqualTo(new BulkAction.Done(1, true, true, null));
        assertThat(done.tasks()).isEqualTo(1);
        assertThat(read(get("/v1/actions/" + done.action()), BulkActionView.class)
                        .finished())
                .isTrue();
        assertThat(find(batch).tasks()).isEqualTo(Map.of(TaskState.READY, 2L, TaskState.CANCELLED, 1L));
        problem(post("/v1/tasks/cancel", "{\"filter\": {}}"), ProblemType.MALFORMED_REQUEST);
    }

    @Test
    void ofAPausedBatchNothingIsPickedUntilItIsResumed() throws Exception {
        BatchView batch = submit(2);

        assertThat(read(post("/v1/batches/" + batch.id() + "/pause", ""), BatchView.class)
                        .paused())
                .isTrue();
        assertThat(waiting(tenant)).isEmpty();
        post("/v1/batches/" + batch.id() + "/resume", "");

        assertThat(waiting(tenant)).hasSize(2);
    }

    @Test
    void ofAPausedTenantNothingIsPickedWhateverIsSubmittedMeanwhile() throws Exception {
        List<PauseView> pauses = FaderJson.mapper()
                .readValue(post("/v1/tenants/" + tenant + "/pause", "").body(), new TypeReference<>() {});
        submit(2);

        assertThat(pauses).extracting(PauseView::name).contains(tenant);
        assertThat(waiting(tenant)).isEmpty();
        post("/v1/tenants/" + tenant + "/resume", "");
        assertThat(waiting(tenant)).hasSize(2);
        problem(post("/v1/queues/slow/pause", ""), ProblemType.MALFORMED_REQUEST);
    }

    @Test
    void priorityChangesWhileTasksWait() throws Exception {
        BatchView first = submit(1);
        BatchView second = submit(1);

        BatchView changed = read(patch("/v1/batches/" + second.id(), "{\"priority\": 5}"), BatchView.class);

        assertThat(changed.priority()).isEqualTo(5);
        assertThat(waiting(tenant))
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
        assertThat(again.spec(TaskKinds.REMIX).input())
                .isEqualTo(failed.spec(TaskKinds.REMIX).input());
        assertThat(again.spec(TaskKinds.REMIX).variants().getFirst().gainsDb()).isEqualTo(Map.of("bass", new Gain(2)));
        assertThat(again.priority()).isEqualTo(9);
        assertThat(again.retryOf()).isEqualTo(failed.id());
        assertThat(tasks(third).getFirst().retryOf()).isEqualTo(failed.id());
        assertThat(tasks(third).getFirst().spec(TaskKinds.REMIX)).isEqualTo(again.spec(TaskKinds.REMIX));
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

    private HttpResponse<String> patch(String path, String json) throws Exception {
        return send(request(path)
                .header("Content-Type", "application/json")
                .method("PATCH", HttpRequest.BodyPublishers.ofString(json)));
    }

    /** A tenant's first tasks that wait for a ticket. */
    private List<TaskId> waiting(String tenant) {
        return new Tickets(jdbi)
                .waiting(TaskClass.BATCH, List.of(new Tickets.Search(TaskKinds.REMIX, tenant, null, 100))).stream()
                        .map(Tickets.Waiting::task)
                        .toList();
    }
}
