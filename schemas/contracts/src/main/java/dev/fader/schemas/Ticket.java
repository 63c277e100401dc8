package dev.fader.schemas;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fader.schemas.kind.TaskKind;
import java.util.List;

/**
 * "These tasks may be claimed." Carries no state, so it may be lost or doubled without harm. Contract:
 * {@code schema/ticket-v2.json}.
 *
 * @param tasks for one slot, which runs them one after the other; as many as {@link TaskKind#tasksPerTicket} says
 * @param alone while it runs, its worker is to run nothing else: a worker died with it in hand before
 */
public record Ticket(
        List<TaskId> tasks,
        @JsonProperty("class") TaskClass taskClass,
        TaskKind<?, ?> kind,
        boolean alone,
        int schemaVersion) {

    public static final int SCHEMA_VERSION = 2;

    public Ticket {
        if (schemaVersion != SCHEMA_VERSION) {
            throw new IllegalArgumentException("ticket of schema version %d: this build reads version %d"
                    .formatted(schemaVersion, SCHEMA_VERSION));
        }
        tasks = List.copyOf(tasks);
        if (tasks.isEmpty()) {
            throw new IllegalArgumentException("a ticket names at least one task");
        }
    }

    public static Ticket of(List<TaskId> tasks, TaskClass taskClass, TaskKind<?, ?> kind) {
        return new Ticket(tasks, taskClass, kind, false, SCHEMA_VERSION);
    }

    public static Ticket alone(TaskId task, TaskClass taskClass, TaskKind<?, ?> kind) {
        return new Ticket(List.of(task), taskClass, kind, true, SCHEMA_VERSION);
    }
}
