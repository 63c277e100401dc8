package dev.fader.queue.task;

import dev.fader.schemas.TaskId;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Metric records of a task's result, by name. */
final class MetricRows {

    private MetricRows() {}

    static void insert(Handle transaction, TaskId task, Map<String, Double> records) {
        records.forEach((name, value) -> transaction
                .createUpdate("INSERT INTO metric_record (task_id, name, value) VALUES (:id, :name, :value)")
                .bind("id", task.uuid())
                .bind("name", name)
                .bind("value", value)
                .execute());
    }
}
