package dev.fader.coordinator.task;

import dev.fader.coordinator.relay.Outbox;
import dev.fader.schemas.BatchId;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.TaskChanged;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.TaskState;
import dev.fader.schemas.api.TaskView;
import dev.fader.schemas.remix.RemixResult;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Tasks and results in the database, as the API asks for them. */
public final class TaskStore {

    /** A result row. */
    public record Result(RemixResult result, Instant createdAt) {}

    private final Jdbi jdbi;

    public TaskStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    public Optional<TaskView> find(TaskId task) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT " + TaskRows.COLUMNS + " FROM task WHERE id = :id")
                .bind("id", task.uuid())
                .map((row, context) -> TaskRows.view(row))
                .findOne());
    }

    /** Tasks of a batch in the order of its items, from after an item; -1 for the first page. */
    public List<TaskView> page(BatchId batch, int afterItem, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT " + TaskRows.COLUMNS
                        + " FROM task WHERE batch_id = :batch AND item > :after ORDER BY item LIMIT :limit")
                .bind("batch", batch.uuid())
                .bind("after", afterItem)
                .bind("limit", limit)
                .map((row, context) -> TaskRows.view(row))
                .list());
    }

    public Optional<Result> result(TaskId task) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT result, created_at FROM result WHERE task_id = :id")
                .bind("id", task.uuid())
                .map((row, context) -> new Result(
                        FaderJson.read(row.getString("result"), RemixResult.class),
                        row.getObject("created_at", OffsetDateTime.class).toInstant()))
                .findOne());
    }

    /** Cancels at once what waits; what runs is told with its next heartbeat, and ends within a chunk. */
    public void cancel(TaskId task) {
        cancel("id", task.uuid());
    }

    /** As {@link #cancel(TaskId)}, for all tasks of the batch that have not ended. */
    public void cancel(BatchId batch) {
        cancel("batch_id", batch.uuid());
    }

    private void cancel(String column, UUID id) {
        jdbi.useTransaction(handle -> Outbox.add(
                handle,
                handle
                        .createQuery("""
                                UPDATE task
                                   SET cancel_requested_at = coalesce(cancel_requested_at, now()),
                                       state = CASE state WHEN 'READY' THEN 'CANCELLED' ELSE state END,
                                       finished_at = CASE state WHEN 'READY' THEN now() END,
                                       ticketed_at = NULL
                                 WHERE <column> = :id AND state IN ('READY', 'RUNNING')
                                RETURNING id, batch_id, fence, state
                                """)
                        .define("column", column)
                        .bind("id", id)
                        .map((row, context) -> new TaskChanged(
                                new TaskId(row.getObject("id", UUID.class)),
                                Optional.ofNullable(row.getObject("batch_id", UUID.class))
                                        .map(BatchId::new)
                                        .orElse(null),
                                TaskState.valueOf(row.getString("state")),
                                row.getLong("fence"),
                                null))
                        .stream()
                        .filter(change -> change.state() == TaskState.CANCELLED)
                        .toList()));
    }
}
