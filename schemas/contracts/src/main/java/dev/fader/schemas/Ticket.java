package dev.fader.schemas;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * "This task may be claimed." Carries no state, so it may be lost or doubled without harm.
 * Contract: {@code schema/ticket-v1.json}.
 */
public record Ticket(TaskId task, @JsonProperty("class") TaskClass taskClass, int schemaVersion) {

    public static final int SCHEMA_VERSION = 1;

    public Ticket {
        if (schemaVersion != SCHEMA_VERSION) {
            throw new IllegalArgumentException("ticket of schema version %d: this build reads version %d"
                    .formatted(schemaVersion, SCHEMA_VERSION));
        }
    }

    public static Ticket of(TaskId task, TaskClass taskClass) {
        return new Ticket(task, taskClass, SCHEMA_VERSION);
    }
}
