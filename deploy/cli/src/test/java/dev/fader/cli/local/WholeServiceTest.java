package dev.fader.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fader.cli.client.DownloadFolder;
import dev.fader.cli.client.FaderClient;
import dev.fader.schemas.BatchId;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.TaskState;
import dev.fader.schemas.api.BatchState;
import dev.fader.schemas.api.ResultView;
import dev.fader.schemas.api.SubmitBatch;
import dev.fader.schemas.api.TaskView;
import dev.fader.schemas.kind.TaskKinds;
import dev.fader.schemas.remix.AudioProperties;
import dev.fader.schemas.remix.Gain;
import dev.fader.schemas.remix.OutputFormat;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Everything that {@code fader up} starts, with two workers as processes of their own. */
class WholeServiceTest {

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Map<String, Gain> GAINS = Map.of("vocals", new Gain(-6), "drums", new Gain(3));

    private static WholeStack stack;
    private static Path folder;
    private static FaderClient client;

    @BeforeAll
    static void up() throws Exception {
        stack = WholeStack.shared();
        folder = stack.folder;
        client = stack.client;
    }

    @Test
    void aBatchIsRemixedButForTheFileThatIsNoAudio() throws Exception {
        Path mono = TestSong.write(folder.resolve("mono.wav"), 1, 22_050, 3);
        Path stereo = TestSong.write(folder.resolve("stereo.wav"), 2, 44_100, 3);
        Path notes = Files.writeString(folder.resolve("notes.wav"), "more drums in the chorus\n");

        BatchId batch = submit(mono, stereo, notes);

        assertThat(ended(batch)).isEqualTo(BatchState.COMPLETED_WITH_ERRORS);
        List<TaskView> tasks = client.tasks(batch);
        assertThat(tasks).extracting(TaskView::state).containsExactly(TaskState.DONE, TaskState.DONE, TaskState.FAILED);
        assertThat(tasks.get(2).failure())
                .hasFieldOrPropertyWithValue("reason", "not_audio")
                .extracting("detail")
                .asString()
                .contains("notes.wav");
        assertThat(client.result(tasks.get(0).id())
                        .result(TaskKinds.REMIX)
                        .outputs()
                        .getFirst()
                        .audio())
                .isEqualTo(new AudioProperties("pcm_s16le", 66_150, 22_050, 1, 16, 3));
        assertThat(client.result(tasks.get(1).id())
                        .result(TaskKinds.REMIX)
                        .outputs()
                        .getFirst()
                        .audio())
                .isEqualTo(new AudioProperties("pcm_s16le", 132_300, 44_100, 2, 16, 3));
        assertThat(output(tasks.get(1).id())).isNotEqualTo(Files.readAllBytes(stereo));
    }

    @Test
    void aKilledWorkersTaskFinishesOnAnotherOnceWithTheBytesOfAnUndisturbedRun() throws Exception {
        Path song = TestSong.write(folder.resolve("long.wav"), 2, 44_100, 120);
        BatchId undisturbed = submit(song);
        assertThat(ended(undisturbed)).isEqualTo(BatchState.COMPLETED);

        BatchId disturbed = submit(song);
        TaskView caught = await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> client.tasks(disturbed).getFirst(), WholeServiceTest::isInTheMiddle);
        String first = String.valueOf(caught.worker());
        workerProcess(first).destroyForcibly();

        assertThat(ended(disturbed)).isEqualTo(BatchState.COMPLETED);
        TaskView task = client.tasks(disturbed).getFirst();
        assertThat(task.worker()).isNotNull().isNotEqualTo(first);
        assertThat(resultRows(task.id())).isEqualTo(1);
        assertThat(client.result(task.id())
                        .result(TaskKinds.REMIX)
                        .outputs()
                        .getFirst()
                        .object()
                        .key())
                .contains("/f2/");
        assertThat(output(task.id()))
                .isEqualTo(output(client.tasks(undisturbed).getFirst().id()));
    }

    private static boolean isInTheMiddle(TaskView task) {
        Double total = task.progress().total();
        double done = task.progress().done();
        assertThat(task.state()).as("it ended before it could be caught").isIn(TaskState.READY, TaskState.RUNNING);
        return task.state() == TaskState.RUNNING && total != null && done > 0 && done < total;
    }

    private static BatchId submit(Path... files) {
        List<SubmitBatch.Item> items = Arrays.stream(files)
                .map(file -> SubmitBatch.Item.of(client.upload(file), Map.copyOf(GAINS), OutputFormat.SAME))
                .toList();
        return client.submit(SubmitBatch.of(null, items)).id();
    }

    private static BatchState ended(BatchId id) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> client.batch(id), batch -> batch.state().isFinal())
                .state();
    }

    /** The process whose status page says that it is this worker. */
    private static ProcessHandle workerProcess(String id) throws Exception {
        int n = status(stack.ports.workerApi(0)).contains(id) ? 1 : 2;
        return stack.stack.part("worker-" + n).process().orElseThrow();
    }

    private static String status(URI worker) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(worker.resolve("/v1/worker")).build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static long resultRows(TaskId task) throws Exception {
        String address = "jdbc:postgresql://127.0.0.1:%d/fader?user=fader".formatted(stack.ports.postgres());
        try (Connection connection = DriverManager.getConnection(address);
                PreparedStatement count =
                        connection.prepareStatement("SELECT count(*) FROM result WHERE task_id = ?")) {
            count.setObject(1, task.uuid());
            try (ResultSet row = count.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static byte[] output(TaskId task) throws Exception {
        ResultView result = client.result(task);
        return Files.readAllBytes(
                client.download(result.downloads().getFirst(), new DownloadFolder(folder), task + ".out"));
    }
}
