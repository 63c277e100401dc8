package dev.fader.schemas.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.remix.Gain;
import dev.fader.schemas.remix.ObjectRef;
import dev.fader.schemas.remix.OutputFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /v1/batches}. Everything but the items has a default: tenant {@code default}, class
 * {@code batch}, priority 0 (higher goes first), model {@code default}.
 */
public record SubmitBatch(
        @Nullable String tenant,
        @JsonProperty("class") @Nullable TaskClass taskClass,
        @Nullable Integer priority,
        @Nullable String model,
        @Nullable List<@Nullable Item> items) {

    /**
     * One file to remix.
     *
     * @param gainsDb level change per source in dB, or {@code "mute"}
     * @param format of the output; without it, the input's
     */
    public record Item(
            @Nullable ObjectRef input,
            @Nullable Map<String, @Nullable Gain> gainsDb,
            @Nullable OutputFormat format) {}
}
