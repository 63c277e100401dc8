package dev.fader.coordinator.batch;

import dev.fader.queue.task.TaskCopy;
import dev.fader.schemas.BatchId;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.api.BatchKind;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A batch that is about to be written.
 *
 * @param intended of a dry run only: the class that its batch will have
 * @param retryOf the batch whose files are tried again
 */
public record NewBatch(
        BatchId id,
        BatchKind kind,
        String tenant,
        TaskClass taskClass,
        @Nullable TaskClass intended,
        int priority,
        Map<String, String> labels,
        Map<String, String> metadata,
        @Nullable Integer retainDays,
        @Nullable BatchId retryOf) {

    /** What its tasks have in common. */
    public TaskCopy.Common tasks() {
        return new TaskCopy.Common(id, kind.taskKind(), taskClass, tenant, priority);
    }
}
