package dev.fader.schemas.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /v1/runs/{id}/clone}; what is null stays as it is.
 *
 * @param changes of the configuration, as a JSON merge patch (RFC 7396)
 */
public record CloneRun(
        @Nullable String name,
        @Nullable String data,
        @Nullable JsonNode changes,
        @Nullable Integer priority,
        @Nullable Map<String, @Nullable String> labels) {}
