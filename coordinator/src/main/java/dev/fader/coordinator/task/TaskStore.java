package dev.fader.coordinator.task;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.coordinator.relay.Outbox;
import dev.fader.schemas.BatchId;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.TaskChanged;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.TaskState;
import dev.fader.schemas.api.TaskFilter;
import dev.fader.schemas.api.TaskPage;
import dev.fader.schemas.api.TaskView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Tasks and results in the database, as the API asks for them. */
public final class TaskStore {

    /** Rows that one transaction of a bulk action changes, so that a large one holds nothing up. */
    private static final int AT_ONCE = 2000;

    /** A result row. @param json as the task's kind has it */
    public record Result(JsonNode json, Instant createdAt) {}

    private final Jdbi jdbi;

    public TaskStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    public Optional<TaskView> find(TaskId task) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT " + TaskRows.COLUMNS + " FROM " + FilterSql.TABLES
                        + " WHERE task.id = :id AND batch.deleted_at IS NULL")
                .bind("id", task.uuid())
                .map((row, context) -> TaskRows.view(row))
                .findOne());
    }

    /**
     * Oldest first; of one batch, in the order of its items.
     *
     * @param after the cursor of the page before, null for the first
     * @throws IllegalArgumentException when the cursor is none
     */
    public TaskPage page(TaskFilter filter, @Nullable String after, int limit) {
        FilterSql sql = new FilterSql(filter);
        UUID cursor = after == null ? null : TaskId.parse(after).uuid();
        List<TaskView> page = jdbi.withHandle(handle -> sql.bind(handle.createQuery("SELECT " + TaskRows.COLUMNS
                        + " FROM " + FilterSql.TABLES + sql.where()
                        + " AND (CAST(:after AS uuid) IS NULL OR task.id > CAST(:after AS uuid))"
                        + " ORDER BY task.id LIMIT :limit"))
                .bind("after", cursor)
                .bind("limit", limit)
                .map((row, context) -> TaskRows.view(row))
                .list());
        return new TaskPage(
                page, page.size() < limit ? null : page.getLast().id().toString());
    }

    public Optional<Result> result(TaskId task) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT result, created_at FROM result WHERE task_id = :id")
                .bind("id", task.uuid())
                .map((row, context) -> new Result(
                        FaderJson.read(row.getString("result"), JsonNode.class),
                        row.getObject("created_at", OffsetDateTime.class).toInstant()))
                .findOne());
    }

    /** How many tasks {@link #cancel(TaskFilter)} would change. */
    public long cancellable(TaskFilter filter) {
        return count(filter, "task.state IN ('READY', 'RUNNING') AND task.cancel_requested_at IS NULL");
    }

    /** How many tasks {@link #accept(TaskFilter)} would change. */
    public long acceptable(TaskFilter filter) {
        return count(filter, "task.state = 'REVIEW'");
    }

    private long count(TaskFilter filter, String condition) {
        FilterSql sql = new FilterSql(filter);
        return jdbi.withHandle(handle -> sql.bind(handle.createQuery(
                        "SELECT count(*) FROM " + FilterSql.TABLES + sql.where() + " AND " + condition))
                .mapTo(Long.class)
                .one());
    }

    public void cancel(TaskId task) {
        change("task.id = '" + task.uuid() + "' AND ", TaskFilter.ALL, Change.CANCEL);
    }

    /**
     * Cancels at once what waits; what runs is told with its next heartbeat, and ends within a chunk.
     *
     * @return how many tasks were cancelled or told
     */
    public long cancel(TaskFilter filter) {
        return change("", filter, Change.CANCEL);
    }

    /** Takes the outputs as they are, though they crossed a threshold. @return whether the task waited for that */
    public boolean accept(TaskId task) {
        return change("task.id = '" + task.uuid() + "' AND ", TaskFilter.ALL, Change.ACCEPT) == 1;
    }

    /** As {@link #accept(TaskId)}. @return how many tasks waited for that */
    public long accept(TaskFilter filter) {
        return change("", filter, Change.ACCEPT);
    }

    private enum Change {
        CANCEL("task.state IN ('READY', 'RUNNING') AND task.cancel_requested_at IS NULL", """
                cancel_requested_at = now(),
                state = CASE state WHEN 'READY' THEN 'CANCELLED' ELSE state END,
                finished_at = CASE state WHEN 'READY' THEN now() END,
                ticketed_at = NULL
                """),
        ACCEPT("task.state = 'REVIEW'", "state = 'DONE'");

        private final String from;
        private final String assignment;

        Change(String from, String assignment) {
            this.from = from;
            this.assignment = assignment;
        }
    }

    private long change(String which, TaskFilter filter, Change change) {
        FilterSql sql = new FilterSql(filter);
        String update = "UPDATE task SET " + change.assignment + " WHERE id IN (SELECT task.id FROM "
                + FilterSql.TABLES + sql.where() + " AND " + which + change.from
                + " ORDER BY task.id LIMIT :limit FOR UPDATE OF task)"
                + " RETURNING id, batch_id, fence, state";
        long all = 0;
        int changed;
        do {
            changed = jdbi.inTransaction(handle -> {
                List<TaskChanged> changes = sql.bind(handle.createQuery(update))
                        .bind("limit", AT_ONCE)
                        .map((row, context) -> changed(row))
                        .list();
                Outbox.add(
                        handle,
                        changes.stream().filter(one -> one.state().isFinal()).toList());
                return changes.size();
            });
            all += changed;
        } while (changed == AT_ONCE);
        return all;
    }

    private static TaskChanged changed(ResultSet row) throws SQLException {
        UUID batch = row.getObject("batch_id", UUID.class);
        return new TaskChanged(
                new TaskId(row.getObject("id", UUID.class)),
                batch == null ? null : new BatchId(batch),
                TaskState.valueOf(row.getString("state")),
                row.getLong("fence"),
                null);
    }
}
