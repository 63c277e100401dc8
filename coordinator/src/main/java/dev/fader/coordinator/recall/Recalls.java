package dev.fader.coordinator.recall;

import dev.fader.coordinator.batch.BatchStore;
import dev.fader.coordinator.batch.NewBatch;
import dev.fader.coordinator.model.ChosenModel;
import dev.fader.coordinator.preset.OutputSettings;
import dev.fader.coordinator.problem.ProblemException;
import dev.fader.coordinator.retry.FollowUp;
import dev.fader.coordinator.retry.MadeBy;
import dev.fader.coordinator.retry.RetryEdit;
import dev.fader.queue.model.KnownModel;
import dev.fader.queue.model.ModelRows;
import dev.fader.schemas.ActionId;
import dev.fader.schemas.BatchId;
import dev.fader.schemas.api.BatchView;
import dev.fader.schemas.model.RecallView;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Recalls, and what they find: each batch in which the model made something gets another one with those files, one after
 * the other in the background, on whichever coordinator comes to it.
 */
@Singleton
public final class Recalls {

    private static final int PARTS_SHOWN = 1000;

    private static final String FOUND = """
            SELECT task.batch_id, count(*) AS tasks,
                   sum((SELECT count(*) FROM quality_record WHERE task_id = task.id AND model_sha256 = :madeBy)) AS files
              FROM task JOIN batch ON batch.id = task.batch_id
             WHERE batch.deleted_at IS NULL AND
            """ + MadeBy.CONDITION + " GROUP BY task.batch_id";

    private final Jdbi jdbi;

    public Recalls(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    private record Part(UUID recall, BatchId batch, String model, ChosenModel replacement) {}

    /** What there is to recall. */
    public RecallView count(String model, String name, String replacement) {
        List<RecallView.Part> parts = jdbi.withHandle(handle -> handle.createQuery(FOUND + " ORDER BY task.batch_id")
                .bind("madeBy", model)
                .map((row, context) -> new RecallView.Part(
                        new BatchId(row.getObject("batch_id", UUID.class)),
                        row.getLong("tasks"),
                        row.getLong("files"),
                        null,
                        null))
                .list());
        return new RecallView(
                null,
                model,
                name,
                replacement,
                true,
                parts.size(),
                parts.stream().mapToLong(RecallView.Part::tasks).sum(),
                parts.stream().mapToLong(RecallView.Part::files).sum(),
                parts.subList(0, Math.min(parts.size(), PARTS_SHOWN)),
                null);
    }

    /** Writes down what is to be done; the loop does it. */
    public RecallView start(String model, String name, String replacement) {
        RecallView found = count(model, name, replacement);
        if (found.tasks() == 0) {
            return found;
        }
        ActionId id = ActionId.create();
        jdbi.useTransaction(handle -> {
            handle.createUpdate("INSERT INTO recall (id, model_sha256, replacement_name, replacement_sha256)"
                            + " VALUES (:id, :model, :name, :replacement)")
                    .bind("id", id.uuid())
                    .bind("model", model)
                    .bind("name", name)
                    .bind("replacement", replacement)
                    .execute();
            handle.createUpdate("INSERT INTO recall_batch (recall_id, batch_id, tasks, files)"
                            + " SELECT :id, batch_id, tasks, files FROM (" + FOUND + ") AS found")
                    .bind("id", id.uuid())
                    .bind("madeBy", model)
                    .execute();
        });
        return find(id).orElseThrow();
    }

    public Optional<RecallView> find(ActionId id) {
        return jdbi.inTransaction(handle -> {
            List<RecallView.Part> parts = handle.createQuery(
                            "SELECT * FROM recall_batch WHERE recall_id = :id" + " ORDER BY batch_id LIMIT :most")
                    .bind("id", id.uuid())
                    .bind("most", PARTS_SHOWN)
                    .map((row, context) -> part(row))
                    .list();
            return handle.createQuery("""
                            SELECT recall.*, batches, tasks, files, finished FROM recall,
                                   (SELECT count(*) AS batches, sum(tasks) AS tasks, sum(files) AS files,
                                           coalesce(bool_and(done_at IS NOT NULL), true) AS finished
                                      FROM recall_batch WHERE recall_id = :id) AS sums
                             WHERE recall.id = :id
                            """)
                    .bind("id", id.uuid())
                    .map((row, context) -> new RecallView(
                            id,
                            row.getString("model_sha256"),
                            row.getString("replacement_name"),
                            row.getString("replacement_sha256"),
                            row.getBoolean("finished"),
                            row.getLong("batches"),
                            row.getLong("tasks"),
                            row.getLong("files"),
                            parts,
                            row.getObject("created_at", OffsetDateTime.class).toInstant()))
                    .findOne();
        });
    }

    private static RecallView.Part part(ResultSet row) throws SQLException {
        UUID into = row.getObject("new_batch_id", UUID.class);
        return new RecallView.Part(
                new BatchId(row.getObject("batch_id", UUID.class)),
                row.getLong("tasks"),
                row.getLong("files"),
                into == null ? null : new BatchId(into),
                row.getString("problem"));
    }

    /** Queues the files of the next batch. @return whether there was one */
    public boolean advance() {
        return jdbi.inTransaction(handle -> {
            Optional<Part> next = next(handle);
            next.ifPresent(part -> requeue(handle, part));
            return next.isPresent();
        });
    }

    private static Optional<Part> next(Handle handle) {
        return handle.createQuery("""
                        SELECT recall_id, batch_id, model_sha256, replacement_name, replacement_sha256
                          FROM recall_batch JOIN recall ON recall.id = recall_id
                         WHERE done_at IS NULL ORDER BY recall_id, batch_id LIMIT 1 FOR UPDATE OF recall_batch SKIP LOCKED
                        """)
                .map((row, context) -> {
                    String replacement = row.getString("replacement_sha256");
                    return new Part(
                            row.getObject("recall_id", UUID.class),
                            new BatchId(row.getObject("batch_id", UUID.class)),
                            row.getString("model_sha256"),
                            new ChosenModel(
                                    row.getString("replacement_name"), replacement, sources(handle, replacement)));
                })
                .findOne();
    }

    private static List<String> sources(Handle handle, String sha256) {
        return ModelRows.named(handle, sha256).stream()
                .filter(model -> model.sha256().equals(sha256))
                .findFirst()
                .map(KnownModel::sources)
                .orElseThrow();
    }

    private static void requeue(Handle handle, Part part) {
        BatchId into = null;
        String problem = null;
        handle.savepoint("requeue");
        try {
            into = BatchStore.find(handle, part.batch())
                    .flatMap(source -> followUp(handle, part, source))
                    .orElse(null);
        } catch (ProblemException e) {
            problem = e.problem().detail();
        }
        if (into == null) {
            handle.rollbackToSavepoint("requeue");
        }
        done(handle, part, into, problem);
    }

    private static Optional<BatchId> followUp(Handle handle, Part part, BatchView source) {
        NewBatch batch = new NewBatch(
                BatchId.create(),
                source.kind(),
                source.tenant(),
                source.taskClass(),
                null,
                source.priority(),
                source.labels(),
                source.metadata(),
                source.retainDays(),
                source.id());
        int size = new FollowUp(handle, source.id(), new RetryEdit(OutputSettings.UNSAID, part.replacement()), true)
                .write(batch, FollowUp.Which.madeBy(part.model()));
        return size == 0 ? Optional.empty() : Optional.of(batch.id());
    }

    private static void done(Handle handle, Part part, @Nullable BatchId into, @Nullable String problem) {
        handle.createUpdate(
                        "UPDATE recall_batch SET done_at = now(), new_batch_id = CAST(:into AS uuid), problem = :problem"
                                + " WHERE recall_id = :recall AND batch_id = :batch")
                .bind("recall", part.recall())
                .bind("batch", part.batch().uuid())
                .bind("into", into == null ? null : into.uuid())
                .bind("problem", problem)
                .execute();
    }
}
