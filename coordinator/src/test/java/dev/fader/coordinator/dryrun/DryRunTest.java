package dev.fader.coordinator.dryrun;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.coordinator.OwnerTest;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.api.BatchState;
import dev.fader.schemas.api.BatchView;
import dev.fader.schemas.api.DryRunReport;
import dev.fader.schemas.api.ProblemType;
import dev.fader.schemas.api.SubmittedBatch;
import dev.fader.schemas.api.TaskView;
import dev.fader.schemas.remix.AudioProperties;
import dev.fader.schemas.remix.ProbeResult;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DryRunTest extends OwnerTest {

    @Test
    void aDryRunReportsWhatItFoundAndBecomesABatch() throws Exception {
        SubmittedBatch dryRun = read(post("/v1/batches?dryRun=true", items(3, "")), SubmittedBatch.class);
        List<TaskView> tasks = tasks(dryRun.batch());
        problem(post("/v1/batches/" + dryRun.id() + "/submit", ""), ProblemType.CONFLICT);
        probed(tasks.get(0), 100);
        probed(tasks.get(1), 50, "FLAC has no place for CHAP", "stream 2 is a picture (png)");
        fail(tasks.get(2), "not_audio");

        DryRunReport report = read(get("/v1/batches/" + dryRun.id() + "/report"), DryRunReport.class);
        problem(post("/v1/batches/" + dryRun.id() + "/submit", ""), ProblemType.CONFLICT);
        BatchView batch = read(post("/v1/batches/" + dryRun.id() + "/submit?skipRefused=true", ""), BatchView.class);

        assertThat(report.state()).isEqualTo(BatchState.COMPLETED_WITH_ERRORS);
        assertThat(report.audioSeconds()).isEqualTo(150);
        assertThat(report.refusals()).singleElement().satisfies(refusal -> {
            assertThat(refusal.item()).isEqualTo(2);
            assertThat(refusal.reason()).isEqualTo("not_audio");
        });
        assertThat(report.remarkCount()).isEqualTo(1);
        assertThat(report.remarks()).singleElement().satisfies(remarked -> {
            assertThat(remarked.item()).isEqualTo(1);
            assertThat(remarked.remarks()).containsExactly("FLAC has no place for CHAP", "stream 2 is a picture (png)");
        });
        assertThat(report.estimate()).isNotNull().satisfies(estimate -> {
            assertThat(estimate.computeSeconds()).isPositive();
            assertThat(estimate.basis()).isIn("assumed", "measured");
        });
        assertThat(tasks(batch))
                .hasSize(2)
                .allSatisfy(task -> assertThat(task.kind().name()).isEqualTo("remix"));
    }

    @Test
    void aDryRunListsCollisionsInsteadOfRefusingThem() throws Exception {
        String twice =
                "{\"gainsDb\": {\"vocals\": 1}, \"items\": [{\"input\": {\"key\": \"a.wav\"}}, {\"input\": {\"key\": \"a.wav\"}}]}";

        SubmittedBatch dryRun = read(post("/v1/batches?dryRun=true", twice), SubmittedBatch.class);
        tasks(dryRun.batch()).forEach(task -> probed(task, 1));

        assertThat(dryRun.collisionCount()).isEqualTo(1);
        assertThat(read(get("/v1/batches/" + dryRun.id() + "/report"), DryRunReport.class)
                        .collisions())
                .singleElement()
                .satisfies(collision -> assertThat(collision.name()).isEqualTo("a.wav"));
        problem(post("/v1/batches/" + dryRun.id() + "/submit", ""), ProblemType.CONFLICT);
    }

    private void probed(TaskView task, double seconds, String... remarks) {
        ProbeResult found =
                new ProbeResult(new AudioProperties("flac", 441000, 44100, 2, 24, seconds), 1000, List.of(remarks));
        jdbi.useHandle(handle -> handle.execute(
                "INSERT INTO result (task_id, fence, worker, result) VALUES (?, 1, 'w', CAST(? AS jsonb))",
                task.id().uuid(),
                FaderJson.write(found)));
        update(task, "state = 'DONE', finished_at = now(), ticketed_at = NULL");
    }
}
