package dev.fader.coordinator.retry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.coordinator.batch.BatchStore;
import dev.fader.coordinator.batch.NewBatch;
import dev.fader.coordinator.problem.Findings;
import dev.fader.queue.task.TaskCopy;
import dev.fader.schemas.BatchId;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.TaskState;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Makes a batch out of tasks of another, page by page, in the caller's transaction. */
public final class FollowUp {

    private static final int PAGE = 1000;

    private record Source(
            TaskId id,
            JsonNode spec,
            Map<String, String> metadata,
            @Nullable TaskId retryOf) {}

    private final Handle transaction;
    private final BatchId of;
    private final UnaryOperator<JsonNode> edit;
    private final boolean linked;

    /**
     * @param edit from what a task was asked to what the new one is asked
     * @param linked whether the new tasks are attempts at what the old ones failed to do
     */
    public FollowUp(Handle transaction, BatchId of, UnaryOperator<JsonNode> edit, boolean linked) {
        this.transaction = transaction;
        this.of = of;
        this.edit = edit;
        this.linked = linked;
    }

    /**
     * Which tasks of a batch.
     *
     * @param only that task, or null for all
     * @param madeBy only those that count as made by the model of that SHA-256, or null for any
     */
    public record Which(
            Collection<TaskState> states,
            @Nullable TaskId only,
            @Nullable String madeBy) {

        public static Which of(Collection<TaskState> states, @Nullable TaskId only) {
            return new Which(states, only, null);
        }

        public static Which madeBy(String sha256) {
            return new Which(List.of(TaskState.DONE, TaskState.REVIEW), null, sha256);
        }
    }

    /** @return how many tasks the new batch has; the caller rolls back when there are none */
    public int write(NewBatch batch, Which which) {
        BatchStore.insert(transaction, batch);
        int size = 0;
        TaskId after = null;
        List<Source> page;
        do {
            page = page(which, after);
            // the copy has the connection to itself, so the page was read before
            try (TaskCopy copy = new TaskCopy(transaction, batch.tasks())) {
                for (Source task : page) {
                    TaskId first = task.retryOf() == null ? task.id() : task.retryOf();
                    copy.add(size++, edit.apply(task.spec()), task.metadata(), linked ? first : null);
                    after = task.id();
                }
                copy.finish();
            }
        } while (page.size() == PAGE);
        BatchStore.complete(transaction, batch.id(), Math.max(size, 1), Findings.Kept.NOTHING);
        return size;
    }

    private List<Source> page(Which which, @Nullable TaskId after) {
        TaskId only = which.only();
        var query = transaction.createQuery(
                """
                        SELECT id, spec, metadata, retry_of FROM task
                         WHERE batch_id = :batch AND state = ANY(:states)
                           AND (CAST(:only AS uuid) IS NULL OR id = CAST(:only AS uuid))
                           AND (CAST(:after AS uuid) IS NULL OR id > CAST(:after AS uuid))
                        """ + (which.madeBy() == null ? "" : " AND " + MadeBy.CONDITION) + " ORDER BY id LIMIT :limit");
        if (which.madeBy() != null) {
            query.bind("madeBy", which.madeBy());
        }
        return query.bind("batch", of.uuid())
                .bindArray(
                        "states",
                        String.class,
                        which.states().stream().map(Enum::name).toList())
                .bind("only", only == null ? null : only.uuid())
                .bind("after", after == null ? null : after.uuid())
                .bind("limit", PAGE)
                .map((row, context) -> {
                    String metadata = row.getString("metadata");
                    UUID retryOf = row.getObject("retry_of", UUID.class);
                    return new Source(
                            new TaskId(row.getObject("id", UUID.class)),
                            FaderJson.read(row.getString("spec"), JsonNode.class),
                            metadata == null ? Map.of() : FaderJson.readTexts(metadata),
                            retryOf == null ? null : new TaskId(retryOf));
                })
                .list();
    }
}
