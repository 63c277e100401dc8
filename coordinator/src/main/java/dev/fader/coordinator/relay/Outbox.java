package dev.fader.coordinator.relay;

import dev.fader.schemas.FaderJson;
import dev.fader.schemas.TaskChanged;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Events that wait to be published, written in the transaction that they tell of. */
public final class Outbox {

    private Outbox() {}

    public static void add(Handle transaction, List<TaskChanged> changes) {
        if (changes.isEmpty()) {
            return;
        }
        PreparedBatch rows =
                transaction.prepareBatch("INSERT INTO event (task_id, data) VALUES (:task, CAST(:data AS jsonb))");
        for (TaskChanged change : changes) {
            rows.bind("task", change.task().uuid())
                    .bind("data", FaderJson.write(change))
                    .add();
        }
        rows.execute();
    }
}
