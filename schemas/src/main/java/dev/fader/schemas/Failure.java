package dev.fader.schemas;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Why a task did not succeed.
 *
 * @param failureClass who has to act: the owner of the file, or the operator
 * @param reason a short stable code such as {@code not_audio}
 * @param detail one sentence for a person
 */
public record Failure(
        @JsonProperty("class") Class failureClass,
        String reason,
        @Nullable String detail) {

    /** What kind of thing went wrong. */
    public enum Class {
        /** The input cannot be worked on; terminal at once. */
        BAD_INPUT,
        /** Storage, database, network: retried with growing pauses. */
        INFRASTRUCTURE,
        /** Retried with smaller chunks. */
        OUT_OF_MEMORY,
        /** The worker process ended while it held the task. */
        PROCESS_DEATH
    }
}
