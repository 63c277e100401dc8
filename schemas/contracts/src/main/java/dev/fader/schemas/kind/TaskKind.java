package dev.fader.schemas.kind;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.remix.ObjectRef;
import java.util.List;
import java.util.Set;

/**
 * A kind of task: its name, what is asked and answered in JSON, how its progress is counted, and what it needs. A new
 * kind is an implementation of this, a line in {@link TaskKinds#ALL}, and a runner in the worker.
 *
 * @param <S> what a task is asked to do; the JSON in {@code task.spec}
 * @param <R> what it made; the JSON in {@code result.result}
 */
public sealed interface TaskKind<S, R>
        permits RemixKind,
                ProbeKind,
                PreflightKind,
                EpochKind,
                PingKind,
                CheckKind,
                PromoteKind,
                TrialKind,
                EvaluateKind,
                ReportKind {

    /** As {@link TaskKinds#named}. */
    @JsonCreator
    static TaskKind<?, ?> named(String name) {
        return TaskKinds.named(name);
    }

    /** The name in {@code task.kind}, in JSON and in the names of topics. */
    @JsonValue
    String name();

    Class<S> specification();

    Class<R> result();

    ProgressUnit unit();

    /** What a worker must have to run it. */
    Set<Need> needs();

    /** How many tasks one ticket may hold: many for what ends in milliseconds, one for what has a slot for long. */
    int tasksPerTicket();

    /** Whether a task that runs makes room when others wait, and goes on later where it was. */
    default boolean yields() {
        return false;
    }

    /** The objects that it reads. */
    List<ObjectRef> inputs(S specification);

    /** The objects that it made. Whatever else its attempts left in storage is removed. */
    List<Output> outputs(R result);

    /** @throws IllegalArgumentException saying what in the JSON does not fit */
    default S readSpecification(JsonNode json) {
        return FaderJson.read(json, specification());
    }

    /** @throws IllegalArgumentException saying what in the JSON does not fit */
    default R readResult(JsonNode json) {
        return FaderJson.read(json, result());
    }
}
