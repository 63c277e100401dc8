package dev.fader.coordinator;

import dev.fader.schemas.api.BatchView;
import dev.fader.schemas.api.SubmittedBatch;
import dev.fader.schemas.api.TaskPage;
import dev.fader.schemas.api.TaskView;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;

/** Tests in which an owner, a tenant of its own in each, has batches, and the test is their workers. */
public abstract class OwnerTest extends ApiTest {

    @Inject
    protected Jdbi jdbi;

    protected final String tenant = "tenant-" + UUID.randomUUID();

    protected BatchView submit(int size) throws Exception {
        return read(post("/v1/batches", items(size, "\"labels\": {\"of\": \"" + tenant + "\"},")), SubmittedBatch.class)
                .batch();
    }

    protected String items(int size, String more) {
        return IntStream.range(0, size)
                .mapToObj("{\"input\": {\"key\": \"song-%d.wav\"}}"::formatted)
                .collect(Collectors.joining(
                        ",",
                        "{%s \"tenant\": \"%s\", \"gainsDb\": {\"vocals\": 1}, \"items\": [".formatted(more, tenant),
                        "]}"));
    }

    protected List<TaskView> list(String query) throws Exception {
        return read(get("/v1/tasks?" + query), TaskPage.class).tasks();
    }

    protected List<TaskView> tasks(BatchView batch) throws Exception {
        return list("batch=" + batch.id());
    }

    protected BatchView find(BatchView batch) throws Exception {
        return read(get("/v1/batches/" + batch.id()), BatchView.class);
    }

    protected void fail(TaskView task, String reason) {
        update(
                task,
                "state = 'FAILED', failure_class = 'BAD_INPUT', failure_reason = '" + reason
                        + "', finished_at = now(), ticketed_at = NULL");
    }

    protected void update(TaskView task, String assignment) {
        jdbi.useHandle(handle -> handle.execute(
                "UPDATE task SET " + assignment + " WHERE id = ?", task.id().uuid()));
    }
}
