package dev.fader.coordinator.bulk;

import dev.fader.queue.task.Changes;
import dev.fader.queue.task.Changes.Change;
import dev.fader.schemas.ActionId;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.api.BulkActionView;
import dev.fader.schemas.api.TaskFilter;
import dev.fader.schemas.notation.WireNames;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Changes all tasks that a filter finds, a bounded number in a transaction. What is small is done when the request is
 * answered; the rest goes on in the background, on whichever coordinator comes to it.
 */
@Singleton
public final class BulkActions {

    private static final int AT_ONCE = 1000;
    private static final String COLUMNS = "id, action, filter, argument, tasks, last_task, created_at, finished_at";

    private final Jdbi jdbi;

    public BulkActions(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    private record Row(
            ActionId id,
            Change change,
            TaskFilter filter,
            @Nullable Integer argument,
            long tasks,
            @Nullable TaskId last,
            Instant createdAt,
            @Nullable Instant finishedAt) {

        BulkActionView view() {
            return new BulkActionView(id, WireNames.of(change), finishedAt != null, tasks, createdAt, finishedAt);
        }
    }

    /** How many tasks a change would take hold of. */
    public long count(Change change, TaskFilter filter) {
        return jdbi.withHandle(handle -> Changes.count(handle, change, filter));
    }

    /** Changes one task. @return whether it was in a state that allows it */
    public boolean change(Change change, TaskId task) {
        return jdbi.inTransaction(handle -> Changes.change(handle, change, task));
    }

    /**
     * Changes the first tasks now, and has the rest changed in the background.
     *
     * @param argument of {@link Change#PRIORITY}
     */
    public BulkActionView start(Change change, TaskFilter filter, @Nullable Integer argument) {
        ActionId id = ActionId.create();
        return jdbi.inTransaction(handle -> {
            handle.createUpdate("INSERT INTO bulk_action (id, action, filter, argument)"
                            + " VALUES (:id, :action, CAST(:filter AS jsonb), :argument)")
                    .bind("id", id.uuid())
                    .bind("action", change.name())
                    .bind("filter", FaderJson.write(filter))
                    .bind("argument", argument)
                    .execute();
            return step(handle, find(handle, id).orElseThrow()).view();
        });
    }

    public Optional<BulkActionView> find(ActionId id) {
        return jdbi.withHandle(handle -> find(handle, id)).map(Row::view);
    }

    private static Optional<Row> find(Handle handle, ActionId id) {
        return handle.createQuery("SELECT " + COLUMNS + " FROM bulk_action WHERE id = :id")
                .bind("id", id.uuid())
                .map((row, context) -> read(row))
                .findOne();
    }

    /** Takes the oldest unfinished action a step further. @return whether there was one */
    public boolean advance() {
        return jdbi.inTransaction(handle -> {
            Optional<Row> unfinished = handle.createQuery("SELECT " + COLUMNS
                            + " FROM bulk_action WHERE finished_at IS NULL ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED")
                    .map((row, context) -> read(row))
                    .findOne();
            unfinished.ifPresent(row -> {
                Row unused = step(handle, row);
            });
            return unfinished.isPresent();
        });
    }

    private static Row step(Handle handle, Row row) {
        Changes.Step step = Changes.change(handle, row.change(), row.filter(), row.argument(), row.last(), AT_ONCE);
        TaskId last = step.last();
        return handle.createQuery("""
                        UPDATE bulk_action SET tasks = tasks + :tasks, last_task = coalesce(CAST(:last AS uuid), last_task),
                               finished_at = CASE WHEN :tasks < :most THEN now() END
                         WHERE id = :id RETURNING
                        """ + COLUMNS)
                .bind("id", row.id().uuid())
                .bind("tasks", step.tasks())
                .bind("most", AT_ONCE)
                .bind("last", last == null ? null : last.uuid())
                .map((changed, context) -> read(changed))
                .one();
    }

    private static Row read(ResultSet row) throws SQLException {
        UUID last = row.getObject("last_task", UUID.class);
        OffsetDateTime finished = row.getObject("finished_at", OffsetDateTime.class);
        return new Row(
                new ActionId(row.getObject("id", UUID.class)),
                Change.valueOf(row.getString("action")),
                FaderJson.read(row.getString("filter"), TaskFilter.class),
                row.getObject("argument", Integer.class),
                row.getLong("tasks"),
                last == null ? null : new TaskId(last),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                finished == null ? null : finished.toInstant());
    }
}
