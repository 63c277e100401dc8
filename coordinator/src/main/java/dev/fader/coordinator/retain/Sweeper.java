package dev.fader.coordinator.retain;

import dev.fader.coordinator.config.RetentionConfig;
import dev.fader.coordinator.storage.StoredObjects;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.remix.RemixResult;
import dev.fader.schemas.remix.RemixSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Removes what nothing needs any more: outputs and records of deleted batches, objects of attempts that did not become
 * the result, uploads that no batch uses, old events and keys. Objects go first and records afterwards, so that a turn that is cut short is made up
 * for by the next. Several coordinators may sweep at once.
 */
public final class Sweeper {

    private static final int TASKS_AT_ONCE = 200;
    private static final int ROWS_AT_ONCE = 10_000;
    private static final String UPLOADS = "uploads/";
    /** A listing of all uploads is not for every turn. */
    private static final Duration UPLOADS_EVERY = Duration.ofHours(1);
    /** Tasks whose input is an upload of the services' own bucket; its condition on the key is the index's. */
    private static final String OF_UPLOADS =
            "spec #>> '{input,key}' LIKE 'uploads/%' AND coalesce(spec #>> '{input,bucket}', :bucket) = :bucket";

    /** A task whose objects are looked at. */
    private record Swept(
            UUID id, @Nullable String upload, @Nullable String result, String kind) {

        String folder() {
            return "results/" + new TaskId(id) + "/";
        }
    }

    private final Jdbi jdbi;
    private final StoredObjects objects;
    private final RetentionConfig keep;
    private final Clock clock;
    private Instant nextUploads = Instant.MIN;

    /** @param clock that ages of objects are told by; those of rows are the database's */
    public Sweeper(Jdbi jdbi, StoredObjects objects, RetentionConfig keep, Clock clock) {
        this.jdbi = jdbi;
        this.objects = objects;
        this.keep = keep;
        this.clock = clock;
    }

    public void tick() {
        expire();
        deleteBatches();
        removeOrphans();
        removeUnusedUploads();
        purge(
                "DELETE FROM event WHERE seq IN (SELECT seq FROM event"
                        + " WHERE published_at < now() - make_interval(secs => :age) LIMIT :limit)",
                keep.events());
        purge(
                "DELETE FROM idempotency WHERE (tenant, key) IN (SELECT tenant, key FROM idempotency"
                        + " WHERE expires_at < now() - make_interval(secs => :age) LIMIT :limit)",
                Duration.ZERO);
        purge(
                "DELETE FROM worker WHERE id IN (SELECT id FROM worker"
                        + " WHERE last_seen < now() - make_interval(secs => :age) LIMIT :limit)",
                keep.workers());
    }

    /** Batches whose time is over are deleted as their owner would. */
    private void expire() {
        jdbi.useHandle(handle -> handle.execute("""
                UPDATE batch SET deleted_at = now()
                 WHERE retain_days IS NOT NULL AND deleted_at IS NULL
                   AND (SELECT bool_and(finished_at IS NOT NULL)
                           AND max(finished_at) < now() - make_interval(days => retain_days)
                          FROM task WHERE batch_id = batch.id)
                """));
    }

    private void deleteBatches() {
        List<Swept> tasks;
        do {
            tasks = jdbi.inTransaction(this::deleteTasks);
        } while (tasks.size() == TASKS_AT_ONCE);
        jdbi.useHandle(handle -> handle.execute("""
                DELETE FROM batch WHERE deleted_at IS NOT NULL
                   AND NOT EXISTS (SELECT FROM task WHERE batch_id = batch.id)
                """));
    }

    private List<Swept> deleteTasks(Handle handle) {
        List<Swept> tasks = tasks(handle, """
                        FROM task JOIN batch ON batch.id = batch_id LEFT JOIN result ON task_id = task.id
                       WHERE batch.deleted_at IS NOT NULL
                       LIMIT :limit FOR UPDATE OF task SKIP LOCKED
                """, null);
        for (Swept task : tasks) {
            objects.under(task.folder()).forEach(objects::remove);
            if (task.upload() != null && !neededElsewhere(handle, task.upload())) {
                objects.remove(task.upload());
            }
        }
        for (String table : List.of("result", "metric_record", "quality_record", "event")) {
            delete(handle, table, "task_id", tasks);
        }
        delete(handle, "task", "id", tasks);
        return tasks;
    }

    private boolean neededElsewhere(Handle handle, String upload) {
        return handle.createQuery("SELECT EXISTS (SELECT FROM task JOIN batch ON batch.id = batch_id WHERE "
                        + "spec #>> '{input,key}' = :key AND batch.deleted_at IS NULL AND " + OF_UPLOADS + ")")
                .bind("key", upload)
                .bind("bucket", objects.bucket())
                .mapTo(Boolean.class)
                .one();
    }

    private void removeUnusedUploads() {
        Instant now = clock.instant();
        if (now.isBefore(nextUploads)) {
            return;
        }
        objects.before(UPLOADS, now.minus(keep.uploads()), old -> {
            Set<String> used = usedUploads(old);
            old.stream().filter(key -> !used.contains(key)).forEach(objects::remove);
        });
        nextUploads = now.plus(UPLOADS_EVERY);
    }

    private Set<String> usedUploads(List<String> keys) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT DISTINCT spec #>> '{input,key}' FROM task WHERE spec #>> '{input,key}' = ANY(:keys) AND "
                                + OF_UPLOADS)
                .bindArray("keys", String.class, keys)
                .bind("bucket", objects.bucket())
                .mapTo(String.class)
                .set());
    }

    private static void delete(Handle handle, String table, String column, List<Swept> tasks) {
        handle.createUpdate("DELETE FROM <table> WHERE <column> = ANY(:ids)")
                .define("table", table)
                .define("column", column)
                .bindArray("ids", UUID.class, tasks.stream().map(Swept::id).toList())
                .execute();
    }

    /** An object is real only if a result names it. */
    private void removeOrphans() {
        List<Swept> tasks;
        do {
            tasks = jdbi.inTransaction(handle -> {
                List<Swept> ended = tasks(handle, """
                                FROM task LEFT JOIN result ON task_id = task.id
                               WHERE NOT swept AND task.fence > 0 AND (task.fence > 1 OR state NOT IN ('DONE', 'REVIEW'))
                                 AND finished_at < now() - make_interval(secs => :age)
                               LIMIT :limit FOR UPDATE OF task SKIP LOCKED
                        """, keep.orphans());
                for (Swept task : ended) {
                    Set<String> real = real(task);
                    objects.under(task.folder()).stream()
                            .filter(key -> !real.contains(key))
                            .forEach(objects::remove);
                }
                handle.createUpdate("UPDATE task SET swept = true WHERE id = ANY(:ids)")
                        .bindArray(
                                "ids", UUID.class, ended.stream().map(Swept::id).toList())
                        .execute();
                return ended;
            });
        } while (tasks.size() == TASKS_AT_ONCE);
    }

    private static Set<String> real(Swept task) {
        if (task.result() == null || task.kind().equals(RemixSpec.PROBE_KIND)) {
            return Set.of();
        }
        RemixResult result = FaderJson.read(task.result(), RemixResult.class);
        Set<String> keys = new HashSet<>();
        result.outputs().forEach(output -> keys.add(output.object().key()));
        Stream.ofNullable(result.preview())
                .forEach(preview -> keys.add(preview.before().key()));
        return keys;
    }

    private List<Swept> tasks(Handle handle, String from, @Nullable Duration age) {
        return handle.createQuery("SELECT task.id, task.kind, result," + " CASE WHEN " + OF_UPLOADS
                        + " THEN task.spec #>> '{input,key}' END AS upload " + from)
                .bind("bucket", objects.bucket())
                .bind("limit", TASKS_AT_ONCE)
                .bind("age", age == null ? 0 : age.toSeconds())
                .map((row, context) -> new Swept(
                        row.getObject("id", UUID.class),
                        row.getString("upload"),
                        row.getString("result"),
                        row.getString("kind")))
                .list();
    }

    private void purge(String sql, Duration age) {
        int removed;
        do {
            removed = jdbi.withHandle(handle -> handle.createUpdate(sql)
                    .bind("age", age.toSeconds())
                    .bind("limit", ROWS_AT_ONCE)
                    .execute());
        } while (removed == ROWS_AT_ONCE);
    }
}
