package dev.fader.coordinator.task;

import dev.fader.schemas.BatchId;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.Failure;
import dev.fader.schemas.FailureClass;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.TaskState;
import dev.fader.schemas.api.Progress;
import dev.fader.schemas.api.TaskView;
import dev.fader.schemas.remix.RemixSpec;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of table task as the API shows them. */
final class TaskRows {

    static final String COLUMNS = """
            id, batch_id, item, state, class, spec, progress_seconds, audio_seconds, attempts, worker,
            cancel_requested_at, failure_class, failure_reason, failure_detail, created_at, started_at, finished_at
            """;

    private TaskRows() {}

    static TaskView view(ResultSet row) throws SQLException {
        UUID batch = row.getObject("batch_id", UUID.class);
        return new TaskView(
                new TaskId(row.getObject("id", UUID.class)),
                batch == null ? null : new BatchId(batch),
                row.getInt("item"),
                TaskState.valueOf(row.getString("state")),
                TaskClass.parse(row.getString("class")),
                FaderJson.read(row.getString("spec"), RemixSpec.class),
                new Progress(row.getDouble("progress_seconds"), row.getObject("audio_seconds", Double.class)),
                row.getInt("attempts"),
                row.getString("worker"),
                row.getObject("cancel_requested_at") != null,
                failure(row),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                time(row, "started_at"),
                time(row, "finished_at"));
    }

    private static @Nullable Failure failure(ResultSet row) throws SQLException {
        String failureClass = row.getString("failure_class");
        return failureClass == null
                ? null
                : new Failure(
                        FailureClass.valueOf(failureClass),
                        row.getString("failure_reason"),
                        row.getString("failure_detail"));
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
