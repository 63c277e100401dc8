package dev.fader.schemas.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.TaskState;
import dev.fader.schemas.remix.Gain;
import dev.fader.schemas.remix.LoudnessPolicy;
import dev.fader.schemas.remix.OutputFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /v1/batches/{id}/retry} and {@code POST /v1/tasks/{id}/retry}; what is null stays as it was.
 *
 * @param states of the tasks to try again; otherwise FAILED and QUARANTINED
 * @param gainsDb of every file, where each has one output only
 */
public record RetryRequest(
        @Nullable List<TaskState> states,
        @JsonProperty("class") @Nullable TaskClass taskClass,
        @Nullable Integer priority,
        @Nullable String model,
        @Nullable Map<String, @Nullable Gain> gainsDb,
        @Nullable OutputFormat format,
        @Nullable LoudnessPolicy loudness) {

    public static final RetryRequest AS_IT_WAS = new RetryRequest(null, null, null, null, null, null, null);
}
