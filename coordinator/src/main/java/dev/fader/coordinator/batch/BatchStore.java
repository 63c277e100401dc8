package dev.fader.coordinator.batch;

import dev.fader.schemas.BatchId;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.TaskState;
import dev.fader.schemas.api.BatchState;
import dev.fader.schemas.api.BatchView;
import dev.fader.schemas.api.Progress;
import dev.fader.schemas.remix.RemixSpec;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Batches in the database. */
public final class BatchStore {

    private record Totals(
            Map<TaskState, Long> counts,
            double secondsDone,
            @Nullable Double secondsTotal,
            @Nullable Instant last) {}

    private final Jdbi jdbi;

    public BatchStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Writes the batch and all of its tasks in one transaction. */
    public BatchId insert(Submission submission) {
        BatchId batch = BatchId.create();
        List<RemixSpec> items = submission.items();
        jdbi.useTransaction(handle -> {
            handle.createUpdate("INSERT INTO batch (id, tenant, class, priority, size)"
                            + " VALUES (:id, :tenant, :class, :priority, :size)")
                    .bind("id", batch.uuid())
                    .bind("tenant", submission.tenant())
                    .bind("class", submission.taskClass().wireName())
                    .bind("priority", submission.priority())
                    .bind("size", items.size())
                    .execute();
            handle.createUpdate("""
                            INSERT INTO task (id, batch_id, item, kind, class, tenant, priority, spec)
                            SELECT id, :batch, item, :kind, :class, :tenant, :priority, CAST(spec AS jsonb)
                              FROM unnest(CAST(:ids AS uuid[]), CAST(:items AS integer[]), CAST(:specs AS text[]))
                                   AS row (id, item, spec)
                            """)
                    .bind("batch", batch.uuid())
                    .bind("kind", RemixSpec.KIND)
                    .bind("class", submission.taskClass().wireName())
                    .bind("tenant", submission.tenant())
                    .bind("priority", submission.priority())
                    .bindArray(
                            "ids",
                            UUID.class,
                            Stream.generate(TaskId::create)
                                    .limit(items.size())
                                    .map(TaskId::uuid)
                                    .toList())
                    .bindArray(
                            "items",
                            Integer.class,
                            IntStream.range(0, items.size()).boxed().toList())
                    .bindArray(
                            "specs",
                            String.class,
                            items.stream().map(FaderJson::write).toList())
                    .execute();
        });
        return batch;
    }

    public Optional<BatchView> find(BatchId batch) {
        return jdbi.inTransaction(handle -> {
            Totals totals = totals(handle, batch);
            return handle.createQuery("SELECT tenant, class, priority, size, created_at FROM batch WHERE id = :id")
                    .bind("id", batch.uuid())
                    .map((row, context) -> {
                        BatchState state = BatchState.of(totals.counts());
                        return new BatchView(
                                batch,
                                state,
                                row.getString("tenant"),
                                TaskClass.parse(row.getString("class")),
                                row.getInt("priority"),
                                row.getInt("size"),
                                totals.counts(),
                                new Progress(totals.secondsDone(), totals.secondsTotal()),
                                row.getObject("created_at", OffsetDateTime.class)
                                        .toInstant(),
                                state.isFinal() ? totals.last() : null);
                    })
                    .findOne();
        });
    }

    private static Totals totals(Handle handle, BatchId batch) {
        Map<TaskState, Long> counts = new EnumMap<>(TaskState.class);
        return handle
                .createQuery("""
                        SELECT state, count(*) AS tasks, sum(progress_seconds) AS done, sum(audio_seconds) AS total,
                               max(finished_at) AS last
                          FROM task WHERE batch_id = :batch GROUP BY state
                        """)
                .bind("batch", batch.uuid())
                .map((row, context) -> {
                    counts.put(TaskState.valueOf(row.getString("state")), row.getLong("tasks"));
                    OffsetDateTime last = row.getObject("last", OffsetDateTime.class);
                    return new Totals(
                            counts,
                            row.getDouble("done"),
                            row.getObject("total", Double.class),
                            last == null ? null : last.toInstant());
                })
                .stream()
                .reduce(new Totals(counts, 0, null, null), BatchStore::sum);
    }

    private static Totals sum(Totals a, Totals b) {
        Double total = a.secondsTotal() == null
                ? b.secondsTotal()
                : Double.valueOf(a.secondsTotal() + (b.secondsTotal() == null ? 0 : b.secondsTotal()));
        Instant last = a.last() == null || (b.last() != null && b.last().isAfter(a.last())) ? b.last() : a.last();
        return new Totals(a.counts(), a.secondsDone() + b.secondsDone(), total, last);
    }
}
