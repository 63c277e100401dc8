package dev.fader.coordinator.batch;

import dev.fader.coordinator.task.TaskCopy;
import dev.fader.schemas.BatchId;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.api.BatchKind;
import dev.fader.schemas.remix.RemixSpec;
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
        return new TaskCopy.Common(
                id, kind == BatchKind.PROBE ? RemixSpec.PROBE_KIND : RemixSpec.KIND, taskClass, tenant, priority);
    }
}
