package dev.fader.schemas;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Why a task did not succeed.
 *
 * @param reason a short stable code such as {@code not_audio}
 * @param detail one sentence for a person
 */
public record Failure(
        @JsonProperty("class") FailureClass failureClass,
        String reason,
        @Nullable String detail) {}
