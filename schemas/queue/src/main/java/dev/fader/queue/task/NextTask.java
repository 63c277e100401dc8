package dev.fader.queue.task;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.kind.TaskKind;

/**
 * A task that follows from a result, written in the transaction that commits it; tenant, class, priority and batch are
 * those of the task before.
 */
public record NextTask(TaskKind<?, ?> kind, JsonNode spec) {

    public static <S> NextTask of(TaskKind<S, ?> kind, S specification) {
        return new NextTask(kind, FaderJson.tree(specification));
    }
}
