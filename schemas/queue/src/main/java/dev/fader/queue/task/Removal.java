package dev.fader.queue.task;

import dev.fader.queue.sql.Sql;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.kind.Output;
import dev.fader.schemas.kind.TaskKind;
import dev.fader.schemas.remix.ObjectRef;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The end of rows: tasks of deleted batches, and what attempts have left behind. */
public final class Removal {

    private Removal() {}

    /**
     * A task whose objects are to go, or to be looked through.
     *
     * @param inputs what it read
     * @param outputs what its result names
     * @param leftovers whether attempts that did not become the result may have left more
     */
    public record Doomed(TaskId task, List<ObjectRef> inputs, List<Output> outputs, boolean leftovers) {}

    /** Tasks of deleted batches, locked until the transaction ends. */
    public static List<Doomed> ofDeletedBatches(Handle transaction, int most) {
        return doomed(transaction, """
                FROM task JOIN batch ON batch.id = batch_id LEFT JOIN result ON task_id = task.id
               WHERE batch.deleted_at IS NOT NULL
               LIMIT :most FOR UPDATE OF task SKIP LOCKED
                """, null, most);
    }

    /** Tasks that ended a while ago and may have left objects that no result names, locked until the transaction ends. */
    public static List<Doomed> withLeftovers(Handle transaction, Duration age, int most) {
        return doomed(transaction, """
                FROM task LEFT JOIN result ON task_id = task.id
               WHERE NOT swept AND task.fence > 0
                 AND (task.fence > 1 OR state NOT IN ('DONE', 'REVIEW') OR task.kind = 'epoch')
                 AND finished_at < now() - make_interval(secs => :age)
               LIMIT :most FOR UPDATE OF task SKIP LOCKED
                """, age, most);
    }

    private static List<Doomed> doomed(Handle transaction, String from, @Nullable Duration age, int most) {
        var query = transaction.createQuery("SELECT task.id, task.kind, task.spec, result,"
                + " task.fence > 0 AND (task.fence > 1 OR task.state NOT IN ('DONE', 'REVIEW')"
                + " OR task.kind = 'epoch') AS leftovers "
                + from);
        if (age != null) {
            query.bind("age", Sql.seconds(age));
        }
        return query.bind("most", most)
                .map((row, context) -> doomed(
                        new TaskId(row.getObject("id", UUID.class)),
                        TaskKind.named(row.getString("kind")),
                        row.getString("spec"),
                        row.getString("result"),
                        row.getBoolean("leftovers")))
                .list();
    }

    private static <S, R> Doomed doomed(
            TaskId task, TaskKind<S, R> kind, String spec, @Nullable String result, boolean leftovers) {
        return new Doomed(
                task,
                kind.inputs(FaderJson.read(spec, kind.specification())),
                result == null ? List.of() : kind.outputs(FaderJson.read(result, kind.result())),
                leftovers);
    }

    /** Which of the uploads in the services' own bucket a task reads whose batch was not deleted. */
    public static Set<String> neededUploads(Handle handle, Collection<String> keys, String bucket) {
        // the conditions on the key and on the stems are the indexes'; of a stem the key alone decides, and keeps it
        // too long at worst
        return handle.createQuery("""
                        SELECT DISTINCT spec #>> '{input,key}' FROM task LEFT JOIN batch ON batch.id = batch_id
                         WHERE spec #>> '{input,key}' = ANY(:keys) AND spec #>> '{input,key}' LIKE 'uploads/%'
                           AND coalesce(spec #>> '{input,bucket}', :bucket) = :bucket AND batch.deleted_at IS NULL
                        UNION
                        SELECT stem FROM task LEFT JOIN batch ON batch.id = batch_id,
                               jsonb_array_elements_text(jsonb_path_query_array(spec, '$.givenStems.objects.*.key')) AS stem
                         WHERE spec -> 'givenStems' IS NOT NULL AND stem = ANY(:keys) AND batch.deleted_at IS NULL
                           AND jsonb_path_query_array(spec, '$.givenStems.objects.*.key') ??| :keys
                        """)
                .bindArray("keys", String.class, List.copyOf(keys))
                .bind("bucket", bucket)
                .mapTo(String.class)
                .set();
    }

    /** Removes the rows of tasks, and every row that speaks of them. */
    public static void delete(Handle transaction, Collection<TaskId> tasks) {
        for (String table : List.of("result", "metric_record", "quality_record", "event", "saved_point")) {
            update(transaction, "DELETE FROM " + table + " WHERE task_id = ANY(:ids)", tasks);
        }
        update(transaction, "DELETE FROM task WHERE id = ANY(:ids)", tasks);
    }

    /** Their leftovers are gone. */
    public static void swept(Handle transaction, Collection<TaskId> tasks) {
        update(transaction, "UPDATE task SET swept = true WHERE id = ANY(:ids)", tasks);
    }

    private static void update(Handle transaction, String sql, Collection<TaskId> tasks) {
        transaction
                .createUpdate(sql)
                .bindArray("ids", UUID.class, Sql.column(tasks, TaskId::uuid))
                .execute();
    }
}
