package dev.fader.coordinator.task;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.queue.task.FilterSql;
import dev.fader.schemas.BatchId;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.api.TaskFilter;
import dev.fader.schemas.api.TaskPage;
import dev.fader.schemas.api.TaskView;
import dev.fader.schemas.remix.GivenStems;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Tasks and results in the database, as the API asks for them. */
@Singleton
public final class TaskStore {

    /** A result row. @param json as the task's kind has it */
    public record Result(JsonNode json, Instant createdAt) {}

    private final Jdbi jdbi;

    public TaskStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    public Optional<TaskView> find(TaskId task) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT " + TaskRows.COLUMNS + " FROM " + FilterSql.TABLES
                        + " WHERE task.id = :id AND batch.deleted_at IS NULL")
                .bind("id", task.uuid())
                .map((row, context) -> TaskRows.view(row))
                .findOne());
    }

    /**
     * Oldest first; of one batch, in the order of its items.
     *
     * @param after the cursor of the page before, null for the first
     * @throws IllegalArgumentException when the cursor is none
     */
    public TaskPage page(TaskFilter filter, @Nullable String after, int limit) {
        FilterSql sql = new FilterSql(filter);
        UUID cursor = after == null ? null : TaskId.parse(after).uuid();
        List<TaskView> page = jdbi.withHandle(handle -> sql.bind(handle.createQuery("SELECT " + TaskRows.COLUMNS
                        + " FROM " + FilterSql.TABLES + sql.where()
                        + " AND (CAST(:after AS uuid) IS NULL OR task.id > CAST(:after AS uuid))"
                        + " ORDER BY task.id LIMIT :limit"))
                .bind("after", cursor)
                .bind("limit", limit)
                .map((row, context) -> TaskRows.view(row))
                .list());
        return new TaskPage(
                page, page.size() < limit ? null : page.getLast().id().toString());
    }

    /** SHA-256 of the model that remixes a batch. @return nothing of one from before there were models */
    public Optional<String> model(BatchId batch) {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT spec ->> 'modelSha256' FROM task WHERE batch_id = :batch LIMIT 1")
                        .bind("batch", batch.uuid())
                        .mapTo(String.class)
                        .findOne());
    }

    /** The sources of stems that a batch's tasks bring in place of a model; empty where they bring none. */
    public Optional<List<String>> givenSources(BatchId batch) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT spec ->> 'givenStems' FROM task WHERE batch_id = :batch AND spec -> 'givenStems' IS NOT NULL LIMIT 1")
                .bind("batch", batch.uuid())
                .mapTo(String.class)
                .findOne()
                .map(given -> FaderJson.read(given, GivenStems.class).sources()));
    }

    public Optional<Result> result(TaskId task) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT result, created_at FROM result WHERE task_id = :id")
                .bind("id", task.uuid())
                .map((row, context) -> new Result(
                        FaderJson.read(row.getString("result"), JsonNode.class),
                        row.getObject("created_at", OffsetDateTime.class).toInstant()))
                .findOne());
    }
}
