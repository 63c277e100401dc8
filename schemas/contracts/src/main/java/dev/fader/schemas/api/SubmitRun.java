package dev.fader.schemas.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /v1/runs}.
 *
 * @param name what a person knows it by; otherwise the data set's name
 * @param data a registered data set, by name or id
 * @param config the trainer's own configuration file
 * @param startModel SHA-256 of a model whose weights the run begins with
 * @param separators of a mixer: a model for each name in the configuration, by its alias, its SHA-256 or the beginning of it
 * @param keepEvery besides the best and the last checkpoint, that of every so manieth epoch is kept
 */
public record SubmitRun(
        @Nullable String name,
        @Nullable String tenant,
        @Nullable String data,
        @Nullable JsonNode config,
        @Nullable String startModel,
        @Nullable Map<String, @Nullable String> separators,
        @Nullable Integer priority,
        @Nullable Map<String, @Nullable String> labels,
        @Nullable Integer keepEvery) {}
