package dev.fader.coordinator.task;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.queue.task.FailureColumns;
import dev.fader.schemas.BatchId;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.TaskState;
import dev.fader.schemas.api.Progress;
import dev.fader.schemas.api.TaskView;
import dev.fader.schemas.kind.TaskKind;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of table task as the API shows them. */
final class TaskRows {

    static final String COLUMNS = """
            task.id, task.batch_id, task.item, task.kind, task.state, task.class, task.priority, task.spec,
            task.metadata, task.progress_done, task.progress_total, task.attempts, task.worker,
            task.cancel_requested_at, task.failure_class, task.failure_reason, task.failure_detail, task.retry_of,
            task.created_at, task.started_at, task.finished_at,
            CASE task.state WHEN 'REVIEW' THEN
                 (SELECT array_agg(DISTINCT crossed) FROM quality_record, unnest(review) AS crossed
                   WHERE task_id = task.id) END AS review
            """;

    private TaskRows() {}

    static TaskView view(ResultSet row) throws SQLException {
        UUID batch = row.getObject("batch_id", UUID.class);
        UUID retryOf = row.getObject("retry_of", UUID.class);
        String metadata = row.getString("metadata");
        TaskKind<?, ?> kind = TaskKind.named(row.getString("kind"));
        return new TaskView(
                new TaskId(row.getObject("id", UUID.class)),
                batch == null ? null : new BatchId(batch),
                row.getInt("item"),
                kind,
                TaskState.valueOf(row.getString("state")),
                TaskClass.parse(row.getString("class")),
                row.getInt("priority"),
                FaderJson.read(row.getString("spec"), JsonNode.class),
                metadata == null ? Map.of() : FaderJson.readTexts(metadata),
                new Progress(
                        row.getDouble("progress_done"), row.getObject("progress_total", Double.class), kind.unit()),
                row.getInt("attempts"),
                row.getString("worker"),
                row.getObject("cancel_requested_at") != null,
                FailureColumns.read(row),
                texts(row.getArray("review")),
                retryOf == null ? null : new TaskId(retryOf),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                time(row, "started_at"),
                time(row, "finished_at"));
    }

    private static List<String> texts(@Nullable Array array) throws SQLException {
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
