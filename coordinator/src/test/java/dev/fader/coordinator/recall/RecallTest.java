package dev.fader.coordinator.recall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fader.coordinator.OwnerTest;
import dev.fader.coordinator.model.RegisteredModel;
import dev.fader.queue.model.AliasRows;
import dev.fader.schemas.BatchId;
import dev.fader.schemas.api.BatchView;
import dev.fader.schemas.api.ProblemType;
import dev.fader.schemas.api.TaskView;
import dev.fader.schemas.kind.TaskKinds;
import dev.fader.schemas.model.RecallView;
import dev.fader.schemas.remix.RemixSpec;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** All that one model made, made anew by another. */
@QuarkusTest
class RecallTest extends OwnerTest {

    private static final List<String> USUAL = List.of("vocals", "drums", "bass", "other");

    private String bad;
    private String good;

    @BeforeEach
    void registerModels() {
        bad = RegisteredModel.of(jdbi, USUAL);
        good = RegisteredModel.of(jdbi, USUAL);
        // other tests of this process submit to it
        jdbi.useTransaction(handle -> AliasRows.setFirst(handle, RemixSpec.DEFAULT_MODEL, good));
    }

    @Test
    void aDryRunCountsWhatIsThereBatchByBatchAndQueuesNothing() throws Exception {
        BatchView one = made(submit(3), bad, 2);
        BatchView two = made(submit(2), bad, 1);
        made(submit(2), good, 2);
        BatchView deleted = made(submit(1), bad, 1);
        delete("/v1/batches/" + deleted.id());

        RecallView counted = recall("?dryRun=true");

        assertThat(counted.id()).isNull();
        assertThat(counted.batches()).isEqualTo(2);
        assertThat(counted.tasks()).isEqualTo(3);
        assertThat(counted.files()).isEqualTo(6);
        assertThat(counted.parts()).extracting(RecallView.Part::batch).containsExactlyInAnyOrder(one.id(), two.id());
        assertThat(recall("?dryRun=true")).isEqualTo(counted);
        assertThat(list("model=" + bad + "&tenant=" + tenant)).hasSize(3);
    }

    @Test
    void eachBatchGetsAnotherWithTheFilesThatTheModelMadeAndASecondRecallFindsNone() throws Exception {
        BatchView source = made(submit(3), bad, 2);

        RecallView begun = recall("");
        RecallView finished = await().atMost(Duration.ofSeconds(20))
                .until(() -> read(get("/v1/recalls/" + begun.id()), RecallView.class), RecallView::finished);

        assertThat(begun.tasks()).isEqualTo(2);
        RecallView.Part part = finished.parts().getFirst();
        BatchView anew = batch(part.into());
        assertThat(anew.retryOf()).isEqualTo(source.id());
        assertThat(anew.labels()).isEqualTo(source.labels());
        assertThat(anew.tenant()).isEqualTo(tenant);
        List<TaskView> before = tasks(source);
        assertThat(tasks(anew)).hasSize(2).allSatisfy(task -> {
            RemixSpec spec = task.spec(TaskKinds.REMIX);
            assertThat(spec.modelSha256()).isEqualTo(good);
            assertThat(spec.model()).isEqualTo(good);
        });
        assertThat(tasks(anew))
                .extracting(TaskView::retryOf)
                .containsExactly(before.get(0).id(), before.get(1).id());
        assertThat(tasks(anew).getFirst().spec(TaskKinds.REMIX).variants())
                .isEqualTo(before.getFirst().spec(TaskKinds.REMIX).variants());
        assertThat(recall("").tasks()).isZero();
    }

    @Test
    void aRecallThatMakesNoSenseIsRefused() throws Exception {
        String band = RegisteredModel.of(jdbi, List.of("piano", "sax"));

        problem(post("/v1/models/" + bad + "/recall", "{\"with\": \"" + bad + "\"}"), ProblemType.CONFLICT);
        problem(post("/v1/models/" + bad + "/recall", "{\"with\": \"" + band + "\"}"), ProblemType.CONFLICT);
        problem(post("/v1/models/" + bad + "/recall", "{\"with\": \"nobody\"}"), ProblemType.NOT_FOUND);
        problem(post("/v1/models/nobody/recall", "{\"with\": \"" + good + "\"}"), ProblemType.NOT_FOUND);
    }

    private RecallView recall(String query) throws Exception {
        return read(post("/v1/models/" + bad + "/recall" + query, "{\"with\": \"" + good + "\"}"), RecallView.class);
    }

    private BatchView batch(BatchId id) throws Exception {
        return read(get("/v1/batches/" + id), BatchView.class);
    }

    /** As if a model had made two outputs of the first tasks of a batch. */
    private BatchView made(BatchView batch, String model, int tasks) throws Exception {
        for (TaskView task : tasks(batch)) {
            if (task.item() < tasks) {
                update(task, "state = 'DONE', finished_at = now(), ticketed_at = NULL");
                for (int output = 0; output < 2; output++) {
                    int position = output;
                    jdbi.useHandle(handle -> handle.execute(
                            "INSERT INTO quality_record (task_id, output, model_sha256) VALUES (?, ?, ?)",
                            task.id().uuid(),
                            position,
                            model));
                }
            } else {
                fail(task, "not_audio");
            }
        }
        return batch;
    }
}
