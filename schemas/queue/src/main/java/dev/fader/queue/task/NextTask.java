package dev.fader.queue.task;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.kind.TaskKind;
import org.jspecify.annotations.Nullable;

/**
 * A task that follows from a result, written in the transaction that commits it; tenant, priority and batch are those of
 * the task before.
 *
 * @param taskClass null: that of the task before
 */
public record NextTask(
        TaskId id, TaskKind<?, ?> kind, @Nullable TaskClass taskClass, JsonNode spec) {

    public static <S> NextTask of(TaskKind<S, ?> kind, S specification) {
        return new NextTask(TaskId.create(), kind, null, FaderJson.tree(specification));
    }

    public NextTask in(TaskClass other) {
        return new NextTask(id, kind, other, spec);
    }
}
