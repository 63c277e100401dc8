package dev.fader.coordinator.batch;

import dev.fader.schemas.BatchId;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.TaskState;
import dev.fader.schemas.api.BatchKind;
import dev.fader.schemas.api.BatchState;
import dev.fader.schemas.api.BatchView;
import dev.fader.schemas.api.Progress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Rows of table batch, and the sums over their tasks that make them what the API shows. */
final class BatchRows {

    static final String COLUMNS =
            "id, kind, paused, tenant, class, priority, size, labels, metadata, retry_of," + " created_at, retain_days";

    private BatchRows() {}

    /** Sums over the tasks of a batch. */
    record Totals(
            Map<TaskState, Long> counts,
            double done,
            @Nullable Double total,
            @Nullable Instant last) {

        static final Totals NONE = new Totals(Map.of(), 0, null, null);

        Totals plus(Totals other) {
            Map<TaskState, Long> all = new EnumMap<>(TaskState.class);
            all.putAll(counts);
            all.putAll(other.counts);
            Double sum = total == null ? other.total : Double.valueOf(total + (other.total == null ? 0 : other.total));
            Instant end = last == null || (other.last != null && other.last.isAfter(last)) ? other.last : last;
            return new Totals(all, done + other.done, sum, end);
        }
    }

    record Row(
            BatchId id,
            BatchKind kind,
            boolean paused,
            String tenant,
            TaskClass taskClass,
            int priority,
            int size,
            Map<String, String> labels,
            Map<String, String> metadata,
            @Nullable BatchId retryOf,
            Instant createdAt,
            @Nullable Integer retainDays) {

        BatchView view(Totals totals) {
            BatchState state = BatchState.of(totals.counts());
            return new BatchView(
                    id,
                    kind,
                    state,
                    paused,
                    tenant,
                    taskClass,
                    priority,
                    size,
                    totals.counts(),
                    new Progress(totals.done(), totals.total(), kind.taskKind().unit()),
                    labels,
                    metadata,
                    retryOf,
                    createdAt,
                    state.isFinal() ? totals.last() : null,
                    retainDays);
        }
    }

    static Row read(ResultSet row) throws SQLException {
        UUID retryOf = row.getObject("retry_of", UUID.class);
        return new Row(
                new BatchId(row.getObject("id", UUID.class)),
                BatchKind.parse(row.getString("kind")),
                row.getBoolean("paused"),
                row.getString("tenant"),
                TaskClass.parse(row.getString("class")),
                row.getInt("priority"),
                row.getInt("size"),
                FaderJson.readTexts(row.getString("labels")),
                FaderJson.readTexts(row.getString("metadata")),
                retryOf == null ? null : new BatchId(retryOf),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("retain_days", Integer.class));
    }

    static Map<BatchId, Totals> totals(Handle handle, List<BatchId> batches) {
        Map<BatchId, Totals> totals = new HashMap<>();
        handle.createQuery("""
                        SELECT batch_id, state, count(*) AS tasks, sum(progress_done) AS done,
                               sum(progress_total) AS total, max(finished_at) AS last
                          FROM task WHERE batch_id = ANY(:batches) GROUP BY batch_id, state
                        """)
                .bindArray(
                        "batches",
                        UUID.class,
                        batches.stream().map(BatchId::uuid).toList())
                .map((row, context) -> {
                    OffsetDateTime last = row.getObject("last", OffsetDateTime.class);
                    Totals part = new Totals(
                            Map.of(TaskState.valueOf(row.getString("state")), row.getLong("tasks")),
                            row.getDouble("done"),
                            row.getObject("total", Double.class),
                            last == null ? null : last.toInstant());
                    return totals.merge(new BatchId(row.getObject("batch_id", UUID.class)), part, Totals::plus);
                })
                .list();
        return totals;
    }
}
