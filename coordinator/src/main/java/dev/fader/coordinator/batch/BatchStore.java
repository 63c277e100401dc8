package dev.fader.coordinator.batch;

import dev.fader.coordinator.bulk.BulkActions;
import dev.fader.coordinator.problem.Findings;
import dev.fader.queue.task.Changes.Change;
import dev.fader.schemas.BatchId;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.api.BatchChange;
import dev.fader.schemas.api.BatchKind;
import dev.fader.schemas.api.BatchView;
import dev.fader.schemas.api.BulkActionView;
import dev.fader.schemas.api.TaskFilter;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Batches in the database. */
@Singleton
public final class BatchStore {

    private final Jdbi jdbi;
    private final BulkActions actions;

    public BatchStore(Jdbi jdbi, BulkActions actions) {
        this.jdbi = jdbi;
        this.actions = actions;
    }

    /** Writes the row that the tasks refer to; {@link #complete} follows when they are written. */
    public static void insert(Handle transaction, NewBatch batch) {
        transaction
                .createUpdate("""
                        INSERT INTO batch (id, tenant, class, intended_class, priority, size, kind, labels, metadata,
                                           retain_days, retry_of)
                        VALUES (:id, :tenant, :class, :intended, :priority, 1, :kind, CAST(:labels AS jsonb),
                                CAST(:metadata AS jsonb), :retainDays, CAST(:retryOf AS uuid))
                        """)
                .bind("id", batch.id().uuid())
                .bind("tenant", batch.tenant())
                .bind("class", batch.taskClass().wireName())
                .bind(
                        "intended",
                        batch.intended() == null ? null : batch.intended().wireName())
                .bind("priority", batch.priority())
                .bind("kind", batch.kind().wireName())
                .bind("labels", FaderJson.write(batch.labels()))
                .bind("metadata", FaderJson.write(batch.metadata()))
                .bind("retainDays", batch.retainDays())
                .bind(
                        "retryOf",
                        batch.retryOf() == null ? null : batch.retryOf().uuid())
                .execute();
    }

    /** @param size how many tasks were written */
    public static void complete(Handle transaction, BatchId batch, int size, Findings.Kept findings) {
        transaction
                .createUpdate("UPDATE batch SET size = :size, findings = CAST(:findings AS jsonb) WHERE id = :id")
                .bind("id", batch.uuid())
                .bind("size", size)
                .bind("findings", FaderJson.write(findings))
                .execute();
    }

    public Optional<BatchView> find(BatchId batch) {
        return jdbi.inTransaction(handle -> find(handle, batch));
    }

    public static Optional<BatchView> find(Handle handle, BatchId batch) {
        return views(
                        handle,
                        handle.createQuery("SELECT " + BatchRows.COLUMNS
                                        + " FROM batch WHERE id = :id AND deleted_at IS NULL")
                                .bind("id", batch.uuid())
                                .map((row, context) -> BatchRows.read(row))
                                .list())
                .stream()
                .findFirst();
    }

    /**
     * Newest first.
     *
     * @param labels that a batch must have
     * @param before the last of the page before; null for the first page
     */
    public List<BatchView> list(
            @Nullable String tenant,
            @Nullable BatchKind kind,
            Map<String, String> labels,
            @Nullable BatchId before,
            int limit) {
        return jdbi.inTransaction(handle -> views(
                handle,
                handle.createQuery("SELECT " + BatchRows.COLUMNS + """
                                 FROM batch
                                WHERE deleted_at IS NULL
                                  AND (CAST(:tenant AS text) IS NULL OR tenant = :tenant)
                                  AND (CAST(:kind AS text) IS NULL AND kind <> 'training' OR kind = :kind)
                                  AND (CAST(:before AS uuid) IS NULL OR id < CAST(:before AS uuid))
                                  AND labels @> CAST(:labels AS jsonb)
                                ORDER BY id DESC LIMIT :limit
                                """)
                        .bind("tenant", tenant)
                        .bind("kind", kind == null ? null : kind.wireName())
                        .bind("before", before == null ? null : before.uuid())
                        .bind("labels", FaderJson.write(labels))
                        .bind("limit", limit)
                        .map((row, context) -> BatchRows.read(row))
                        .list()));
    }

    private static List<BatchView> views(Handle handle, List<BatchRows.Row> rows) {
        Map<BatchId, BatchRows.Totals> totals =
                BatchRows.totals(handle, rows.stream().map(BatchRows.Row::id).toList());
        return rows.stream()
                .map(row -> row.view(totals.getOrDefault(row.id(), BatchRows.Totals.NONE)))
                .toList();
    }

    /** Holds back what has not been started, or lets it go; the tasks follow in the background where they are many. */
    public void pause(BatchId batch, boolean paused) {
        jdbi.useHandle(handle -> update(handle, "UPDATE batch SET paused = :value WHERE id = :id", batch, paused));
        BulkActionView unused = actions.start(paused ? Change.PAUSE : Change.RESUME, TaskFilter.of(batch), null);
    }

    /** Priority takes hold of what has no ticket yet, in the background where that is much. */
    public void change(BatchId batch, BatchChange change) {
        jdbi.useTransaction(handle -> {
            if (change.priority() != null) {
                update(handle, "UPDATE batch SET priority = :value WHERE id = :id", batch, change.priority());
            }
            if (change.retainDays() != null) {
                update(handle, "UPDATE batch SET retain_days = :value WHERE id = :id", batch, change.retainDays());
            }
        });
        if (change.priority() != null) {
            BulkActionView unused = actions.start(Change.PRIORITY, TaskFilter.of(batch), change.priority());
        }
    }

    /** Cancels what has not ended, in the background where that is much. */
    public void cancel(BatchId batch) {
        BulkActionView unused = actions.start(Change.CANCEL, TaskFilter.of(batch), null);
    }

    /** Hides it; the sweeper removes outputs and records. @return whether all of its tasks had ended */
    public boolean delete(BatchId batch) {
        return jdbi.withHandle(
                handle -> handle.createUpdate("""
                                UPDATE batch SET deleted_at = now()
                                 WHERE id = :id AND NOT EXISTS (
                                       SELECT FROM task WHERE batch_id = :id AND state IN ('READY', 'RUNNING'))
                                """).bind("id", batch.uuid()).execute() == 1);
    }

    private static void update(Handle handle, String sql, BatchId batch, Object value) {
        UUID id = batch.uuid();
        handle.createUpdate(sql).bind("id", id).bind("value", value).execute();
    }
}
