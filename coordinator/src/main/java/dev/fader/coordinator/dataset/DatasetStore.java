package dev.fader.coordinator.dataset;

import dev.fader.queue.dataset.DatasetRows;
import dev.fader.queue.task.Changes;
import dev.fader.queue.task.Changes.Change;
import dev.fader.queue.task.FailureColumns;
import dev.fader.schemas.DatasetId;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.TaskState;
import dev.fader.schemas.api.DatasetSong;
import dev.fader.schemas.api.DatasetState;
import dev.fader.schemas.api.DatasetView;
import dev.fader.schemas.api.Progress;
import dev.fader.schemas.dataset.CheckResult;
import dev.fader.schemas.dataset.CheckSpec;
import dev.fader.schemas.kind.TaskKinds;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Data sets in the database; their state is that of the task that last checked them. */
@Singleton
public final class DatasetStore {

    private static final String VIEW = """
            SELECT dataset.*, task.state, task.progress_done, task.progress_total, task.failure_class,
                   task.failure_reason, task.failure_detail, result.result
              FROM dataset JOIN task ON task.id = dataset.task_id LEFT JOIN result ON result.task_id = task.id
             WHERE dataset.deleted_at IS NULL AND dataset.tenant = :tenant
            """;

    private final Jdbi jdbi;

    public DatasetStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** @param bucket by its name @return false when the tenant has another of this name */
    boolean register(String tenant, String bucket, CheckSpec spec) {
        return jdbi.inTransaction(handle -> {
            boolean registered = DatasetRows.register(handle, tenant, bucket, spec);
            if (!registered) {
                handle.rollback();
            }
            return registered;
        });
    }

    /** By name, without what the checks found wrong. */
    List<DatasetView> list(String tenant) {
        return jdbi.withHandle(handle -> handle.createQuery(VIEW + " ORDER BY name")
                .bind("tenant", tenant)
                .map((row, context) -> view(row, false))
                .list());
    }

    Optional<DatasetView> find(String tenant, String nameOrId) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        VIEW + " AND (name = :name OR dataset.id = CAST(:id AS uuid))")
                .bind("tenant", tenant)
                .bind("name", nameOrId)
                .bind("id", DatasetRows.id(nameOrId).map(DatasetId::uuid).orElse(null))
                .map((row, context) -> view(row, true))
                .findOne());
    }

    /** The songs that the last check found, in the order of splits and names. */
    List<DatasetSong> songs(DatasetView dataset) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT split, song, sha256, seconds FROM dataset_song WHERE task_id = :task ORDER BY split, song")
                .bind("task", dataset.task().uuid())
                .map((row, context) -> new DatasetSong(
                        row.getString("split"),
                        row.getString("song"),
                        row.getString("sha256"),
                        row.getDouble("seconds")))
                .list());
    }

    /** @return false while a check of it has not ended */
    boolean checkAgain(DatasetView dataset) {
        CheckSpec spec = new CheckSpec(
                dataset.id(), dataset.name(), dataset.bucket(), dataset.prefix(), dataset.layout(), dataset.accept());
        return jdbi.inTransaction(handle -> DatasetRows.checkAgain(handle, dataset.tenant(), spec));
    }

    /** Forgets it; what was trained with it keeps its manifest and its songs' hashes. A check that runs is cancelled. */
    void remove(DatasetView dataset) {
        jdbi.useTransaction(handle -> {
            handle.createUpdate("UPDATE dataset SET deleted_at = now() WHERE id = :id AND deleted_at IS NULL")
                    .bind("id", dataset.id().uuid())
                    .execute();
            boolean unused = Changes.change(handle, Change.CANCEL, dataset.task());
        });
    }

    /** Whether a data set was ever registered there. */
    boolean isRegistered(String bucket, String prefix) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT EXISTS (SELECT FROM dataset WHERE bucket = :bucket AND starts_with(prefix, :prefix))")
                .bind("bucket", bucket)
                .bind("prefix", prefix)
                .mapTo(Boolean.class)
                .one());
    }

    private static DatasetView view(ResultSet row, boolean whole) throws SQLException {
        TaskState state = TaskState.valueOf(row.getString("state"));
        String result = row.getString("result");
        @Nullable CheckResult check = result == null ? null : FaderJson.read(result, CheckResult.class);
        return new DatasetView(
                new DatasetId(row.getObject("id", UUID.class)),
                row.getString("name"),
                row.getString("tenant"),
                row.getString("bucket"),
                row.getString("prefix"),
                row.getString("layout"),
                List.of((String[]) row.getArray("accept").getArray()),
                state(state, check),
                new TaskId(row.getObject("task_id", UUID.class)),
                state.isFinal()
                        ? null
                        : new Progress(
                                row.getDouble("progress_done"),
                                row.getObject("progress_total", Double.class),
                                TaskKinds.CHECK.unit()),
                FailureColumns.read(row),
                check == null || whole ? check : check.withoutFindings(),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    private static DatasetState state(TaskState task, @Nullable CheckResult check) {
        if (!task.isFinal()) {
            return DatasetState.CHECKING;
        }
        return check != null && check.ok() ? DatasetState.READY : DatasetState.REFUSED;
    }
}
