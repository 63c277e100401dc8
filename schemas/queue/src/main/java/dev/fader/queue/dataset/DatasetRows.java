package dev.fader.queue.dataset;

import dev.fader.queue.sql.Sql;
import dev.fader.queue.task.CommitWrite;
import dev.fader.queue.task.NextTasks;
import dev.fader.schemas.DatasetId;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.dataset.CheckResult;
import dev.fader.schemas.dataset.CheckSpec;
import dev.fader.schemas.dataset.DatasetManifest.Song;
import dev.fader.schemas.dataset.DatasetRef;
import dev.fader.schemas.kind.TaskKinds;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Data sets and their songs. What a data set holds is the result of the task that last checked it. */
public final class DatasetRows {

    private DatasetRows() {}

    /**
     * Writes a data set and the task that checks it.
     *
     * @param bucket by its name, also where it is the services' own
     * @return whether the tenant had no other of this name
     */
    public static boolean register(Handle transaction, String tenant, String bucket, CheckSpec spec) {
        TaskId task = check(transaction, tenant, spec);
        return transaction
                        .createUpdate("""
                        INSERT INTO dataset (id, tenant, name, bucket, prefix, layout, accept, task_id)
                        VALUES (:id, :tenant, :name, :bucket, :prefix, :layout, :accept, :task)
                        ON CONFLICT (tenant, name) WHERE deleted_at IS NULL DO NOTHING
                        """)
                        .bind("id", spec.dataset().uuid())
                        .bind("tenant", tenant)
                        .bind("name", spec.name())
                        .bind("bucket", bucket)
                        .bind("prefix", spec.prefix())
                        .bind("layout", spec.layout())
                        .bindArray("accept", String.class, spec.accept())
                        .bind("task", task.uuid())
                        .execute()
                == 1;
    }

    /** Has a data set checked again. @return false when a check of it has not ended yet, or there is no such data set */
    public static boolean checkAgain(Handle transaction, String tenant, CheckSpec spec) {
        boolean idle = transaction
                .createQuery("""
                        SELECT finished_at IS NOT NULL FROM dataset JOIN task ON task.id = task_id
                         WHERE dataset.id = :id AND deleted_at IS NULL FOR UPDATE OF dataset
                        """)
                .bind("id", spec.dataset().uuid())
                .mapTo(Boolean.class)
                .findOne()
                .orElse(false);
        if (idle) {
            TaskId task = check(transaction, tenant, spec);
            transaction
                    .createUpdate("UPDATE dataset SET task_id = :task WHERE id = :id")
                    .bind("task", task.uuid())
                    .bind("id", spec.dataset().uuid())
                    .execute();
        }
        return idle;
    }

    private static TaskId check(Handle transaction, String tenant, CheckSpec spec) {
        return NextTasks.alone(transaction, TaskKinds.CHECK, TaskClass.BATCH, tenant, 0, spec);
    }

    /** The songs that a check found, to be written along with its result. */
    public static CommitWrite songs(DatasetId dataset, List<Song> songs) {
        return (transaction, claim) -> transaction
                .createUpdate("""
                        INSERT INTO dataset_song (task_id, dataset_id, split, song, sha256, seconds)
                        SELECT :task, :dataset, * FROM unnest(CAST(:splits AS text[]), CAST(:songs AS text[]),
                                                              CAST(:hashes AS text[]), CAST(:seconds AS double precision[]))
                        """)
                .bind("task", claim.task().uuid())
                .bind("dataset", dataset.uuid())
                .bindArray("splits", String.class, Sql.column(songs, Song::split))
                .bindArray("songs", String.class, Sql.column(songs, Song::name))
                .bindArray("hashes", String.class, Sql.column(songs, Song::sha256))
                .bindArray("seconds", Double.class, Sql.column(songs, Song::seconds))
                .execute();
    }

    /**
     * A data set to train with, as its last check found it.
     *
     * @param nameOrId of the tenant's
     * @return empty when there is none, or its last check has not ended well
     */
    public static Optional<DatasetRef> ready(Handle handle, String tenant, String nameOrId) {
        return handle.createQuery("""
                        SELECT dataset.id, name, result FROM dataset
                          JOIN task ON task.id = dataset.task_id JOIN result ON result.task_id = task.id
                         WHERE deleted_at IS NULL AND dataset.tenant = :tenant AND (name = :name OR dataset.id = CAST(:id AS uuid))
                           AND state = 'DONE' AND CAST(result ->> 'ok' AS boolean)
                        """)
                .bind("tenant", tenant)
                .bind("name", nameOrId)
                .bind("id", id(nameOrId).map(DatasetId::uuid).orElse(null))
                .map((row, context) -> new DatasetRef(
                        new DatasetId(row.getObject("id", UUID.class)),
                        row.getString("name"),
                        FaderJson.read(row.getString("result"), CheckResult.class)
                                .manifest()))
                .findOne();
    }

    /** What may be an id, and is a name where it is not. */
    public static Optional<DatasetId> id(String nameOrId) {
        try {
            return Optional.of(DatasetId.parse(nameOrId));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
