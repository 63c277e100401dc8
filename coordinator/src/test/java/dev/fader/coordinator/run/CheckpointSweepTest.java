package dev.fader.coordinator.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.coordinator.storage.StoredObjects;
import dev.fader.queue.TestDatabase;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.RunId;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.kind.EpochKind;
import dev.fader.schemas.remix.StoredObject;
import dev.fader.schemas.run.Position;
import dev.fader.stack.StackProcess;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CheckpointSweepTest {

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final MinioClient STORAGE = MinioClient.builder()
            .endpoint(StackProcess.shared().endpoint())
            .credentials("fader", "fader-on-loopback")
            .region("us-east-1")
            .build();
    private static final StoredObjects OBJECTS = new StoredObjects(STORAGE, "fader");

    private final RunId run = RunId.create();
    private final List<String> all = new ArrayList<>();

    @Test
    void theLastTheBestAndEveryNthAreKeptWithTheWeightsThatTheyName() throws Exception {
        run(5);
        StoredObject best = null;
        double[] sdr = {1, 2, 9, 3, 4, 5, 6};
        double highest = 0;
        for (int epoch = 1; epoch <= sdr.length; epoch++) {
            TaskId task = TaskId.create();
            if (sdr[epoch - 1] > highest) {
                highest = sdr[epoch - 1];
                best = put("results/" + task + "/f1/best-" + epoch);
            }
            end(
                    task,
                    epoch,
                    sdr[epoch - 1],
                    new Position(epoch, put("results/" + task + "/f1/checkpoint-" + epoch), best));
        }

        new CheckpointSweep(DATABASE.jdbi(), OBJECTS).take();

        assertThat(left()).containsExactlyInAnyOrder("checkpoint-3", "checkpoint-5", "checkpoint-7", "best-3");
        assertThat(DATABASE.one(
                        "SELECT string_agg(CAST(epoch AS text), ' ' ORDER BY epoch) FROM run_epoch WHERE run_id = ? AND NOT removed",
                        run.uuid()))
                .isEqualTo("3 5 7");
    }

    @Test
    void whatARestartHasSupersededGoesWhateverItsFigures() throws Exception {
        run(1);
        TaskId kept = TaskId.create();
        end(kept, 1, 3, new Position(1, put("results/" + kept + "/f1/checkpoint-1"), null));
        TaskId superseded = TaskId.create();
        end(superseded, 2, 9, new Position(2, put("results/" + superseded + "/f1/checkpoint-2"), null));
        DATABASE.execute("UPDATE run_epoch SET superseded = true WHERE epoch = 2 AND run_id = '" + run.uuid() + "'");

        new CheckpointSweep(DATABASE.jdbi(), OBJECTS).take();

        assertThat(left()).containsExactly("checkpoint-1");
    }

    private void run(int keepEvery) {
        DATABASE.execute("INSERT INTO batch (id, tenant, class, priority, size, kind) VALUES ('" + run.uuid()
                + "', 'lab', 'training', 0, 1, 'training')");
        DATABASE.execute("INSERT INTO run (id, name, spec, keep_every) VALUES ('" + run.uuid() + "', 'r', '{}', "
                + keepEvery + ")");
    }

    private void end(TaskId task, int epoch, double sdrDb, Position position) {
        EpochKind.Result result =
                new EpochKind.Result(epoch, epoch - 1, position, sdrDb, sdrDb, 0, Map.of(), 1, 0, "cpu", null);
        DATABASE.jdbi()
                .useHandle(handle -> handle.execute(
                        "INSERT INTO run_epoch (run_id, epoch, task_id, result) VALUES (?, ?, ?, CAST(? AS jsonb))",
                        run.uuid(),
                        epoch,
                        task.uuid(),
                        FaderJson.write(result)));
    }

    private StoredObject put(String key) throws Exception {
        byte[] bytes = {1};
        STORAGE.putObject(
                PutObjectArgs.builder().bucket("fader").object(key).stream(new ByteArrayInputStream(bytes), 1L, -1L)
                        .build());
        all.add(key);
        return new StoredObject("fader", key, 1, "1".repeat(64));
    }

    private List<String> left() {
        return all.stream()
                .filter(key -> !OBJECTS.under(key).isEmpty())
                .map(key -> key.substring(key.lastIndexOf('/') + 1))
                .toList();
    }
}
