package dev.fader.queue.task;

import dev.fader.queue.event.Outbox;
import dev.fader.schemas.BatchId;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.TaskState;
import dev.fader.schemas.api.TaskFilter;
import dev.fader.schemas.event.TaskChanged;
import dev.fader.schemas.kind.TaskKind;
import dev.fader.schemas.kind.TaskKinds;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What operators and owners do to tasks, a bounded number at a time. */
public final class Changes {

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private Changes() {}

    /** What can be done. */
    public enum Change {
        /** Ends at once what waits; what runs is told with its next heartbeat, and ends within a chunk. */
        CANCEL("task.state IN ('READY', 'RUNNING') AND task.cancel_requested_at IS NULL", """
                cancel_requested_at = now(),
                state = CASE state WHEN 'READY' THEN 'CANCELLED' ELSE state END,
                finished_at = CASE state WHEN 'READY' THEN now() END,
                ticketed_at = NULL
                """),
        /** Takes outputs as they are, though they crossed a threshold. */
        ACCEPT("task.state = 'REVIEW'", "state = 'DONE'"),
        /** Holds back what has not been started. */
        PAUSE("task.state IN ('READY', 'RUNNING') AND NOT task.paused", "paused = true, ticketed_at = NULL"),
        /** Lets go what was held back. */
        RESUME("task.state IN ('READY', 'RUNNING') AND task.paused", "paused = false, ticketed_at = NULL"),
        /** Takes hold of what has no ticket yet; the argument is the new priority. */
        PRIORITY(
                "task.state IN ('READY', 'RUNNING') AND task.priority IS DISTINCT FROM CAST(:argument AS integer)",
                "priority = CAST(:argument AS integer)");

        private final String from;
        private final String assignment;

        Change(String from, String assignment) {
            this.from = from;
            this.assignment = assignment;
        }
    }

    /**
     * How far a change has come.
     *
     * @param tasks that were changed in this step
     * @param last the last of them, after which the next step begins; null when none was left
     */
    public record Step(int tasks, @Nullable TaskId last) {}

    /** Changes the first tasks that the filter finds after a task, in the caller's transaction. */
    public static Step change(
            Handle transaction,
            Change change,
            TaskFilter filter,
            @Nullable Integer argument,
            @Nullable TaskId after,
            int most) {
        return change(transaction, change, new FilterSql(filter), "task.id > :after", argument, after, most);
    }

    /** Changes one task. @return whether it was in a state that allows it */
    public static boolean change(Handle transaction, Change change, TaskId task) {
        // an id is the last of those that are not behind it
        return change(transaction, change, new FilterSql(TaskFilter.ALL), "task.id = :after", null, task, 1)
                        .tasks()
                == 1;
    }

    private static Step change(
            Handle transaction,
            Change change,
            FilterSql filter,
            String which,
            @Nullable Integer argument,
            @Nullable TaskId id,
            int most) {
        String update = "UPDATE task SET " + change.assignment + " WHERE id IN (SELECT task.id FROM "
                + FilterSql.TABLES + filter.where() + " AND " + which + " AND " + change.from
                + " ORDER BY task.id LIMIT :most FOR UPDATE OF task)"
                + " RETURNING id, batch_id, fence, state";
        var query = filter.bind(transaction.createQuery(update))
                .bind("after", id == null ? BEFORE_ALL : id.uuid())
                .bind("most", most);
        if (change == Change.PRIORITY) {
            query.bind("argument", argument);
        }
        List<TaskChanged> changed = query.map((row, context) -> changed(row)).list();
        if (change == Change.CANCEL) {
            Outbox.ended(
                    transaction,
                    changed.stream().filter(one -> one.state().isFinal()).toList());
        }
        return new Step(
                changed.size(),
                changed.stream().map(TaskChanged::task).max(TaskId::compareTo).orElse(null));
    }

    /** How many tasks a change would take hold of. */
    public static long count(Handle handle, Change change, TaskFilter filter) {
        FilterSql sql = new FilterSql(filter);
        return sql.bind(handle.createQuery(
                        "SELECT count(*) FROM " + FilterSql.TABLES + sql.where() + " AND " + change.from))
                .mapTo(Long.class)
                .one();
    }

    /** Takes the tickets of a whole class or tenant back; tickets that are out are refused when they are claimed. */
    public static void untick(Handle handle, Scope scope, String name) {
        handle.createUpdate("""
                        UPDATE task SET ticketed_at = NULL WHERE id IN (
                               SELECT id FROM task WHERE <column> = :name AND state = 'READY' AND ticketed_at IS NOT NULL
                                ORDER BY id FOR NO KEY UPDATE)
                        """)
                .define("column", scope.column)
                .bind("name", name)
                .execute();
    }

    /**
     * Asks tasks of a class that run, and that can go on later, to make room.
     *
     * @return how many were asked that had not been before
     */
    public static int askToYield(Handle handle, TaskClass taskClass) {
        return handle.createUpdate("""
                        UPDATE task SET yield_requested_at = now() WHERE id IN (
                               SELECT id FROM task
                                WHERE lease_until IS NOT NULL AND class = :class AND kind = ANY(:kinds)
                                  AND yield_requested_at IS NULL
                                ORDER BY id FOR NO KEY UPDATE SKIP LOCKED)
                        """)
                .bind("class", taskClass.wireName())
                .bindArray(
                        "kinds",
                        String.class,
                        TaskKinds.ALL.stream()
                                .filter(TaskKind::yields)
                                .map(TaskKind::name)
                                .toList())
                .execute();
    }

    /** What can be paused as a whole. */
    public enum Scope {
        CLASS("class"),
        TENANT("tenant");

        private final String column;

        Scope(String column) {
            this.column = column;
        }

        /** The name in SQL and JSON, and that of task's column. */
        public String column() {
            return column;
        }
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
