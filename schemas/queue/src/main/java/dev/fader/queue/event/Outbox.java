package dev.fader.queue.event;

import dev.fader.queue.sql.Sql;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.event.TaskChanged;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Events that wait to be published, written in the transaction that they tell of. */
public final class Outbox {

    private Outbox() {}

    public static void add(Handle transaction, List<TaskChanged> changes) {
        if (changes.isEmpty()) {
            return;
        }
        transaction
                .createUpdate("INSERT INTO event (task_id, data) SELECT task, CAST(data AS jsonb)"
                        + " FROM unnest(CAST(:tasks AS uuid[]), CAST(:data AS text[])) AS change (task, data)")
                .bindArray(
                        "tasks",
                        UUID.class,
                        Sql.column(changes, change -> change.task().uuid()))
                .bindArray("data", String.class, Sql.column(changes, FaderJson::write))
                .execute();
    }
}
