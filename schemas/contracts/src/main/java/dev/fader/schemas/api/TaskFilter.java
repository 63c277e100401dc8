package dev.fader.schemas.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fader.schemas.BatchId;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.TaskState;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which tasks; everything that is given must hold.
 *
 * @param labels of the batch
 * @param reason of the failure, such as {@code not_audio}, or of the review
 * @param key text within the input's key
 * @param model SHA-256 of the network that made the outputs
 */
public record TaskFilter(
        @Nullable BatchId batch,
        @Nullable String tenant,
        @JsonProperty("class") @Nullable TaskClass taskClass,
        @Nullable List<TaskState> states,
        @Nullable Map<String, String> labels,
        @Nullable String reason,
        @Nullable String key,
        @Nullable String model) {

    public static final TaskFilter ALL = new TaskFilter(null, null, null, null, null, null, null, null);

    public static TaskFilter of(BatchId batch) {
        return new TaskFilter(batch, null, null, null, null, null, null, null);
    }
}
