package dev.fader.schemas.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.schemas.BatchId;
import dev.fader.schemas.Failure;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.TaskState;
import dev.fader.schemas.kind.TaskKind;
import dev.fader.schemas.remix.ObjectRef;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A task as the API shows it.
 *
 * @param item position in its batch, from 0
 * @param spec what it is asked to do, as its kind has it
 * @param failure why it failed, or why its last attempt did if it is being retried
 * @param review the thresholds that its outputs crossed; none unless a person should listen
 * @param retryOf the first attempt at the same file, in another batch
 */
public record TaskView(
        TaskId id,
        @Nullable BatchId batch,
        int item,
        TaskKind<?, ?> kind,
        TaskState state,
        @JsonProperty("class") TaskClass taskClass,
        int priority,
        JsonNode spec,
        Map<String, String> metadata,
        Progress progress,
        int attempts,
        @Nullable String worker,
        boolean cancelRequested,
        @Nullable Failure failure,
        List<String> review,
        @Nullable TaskId retryOf,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {

    /** @throws IllegalArgumentException when the task is of another kind */
    public <S> S spec(TaskKind<S, ?> expected) {
        if (!kind.equals(expected)) {
            throw new IllegalArgumentException("%s is a %s, not a %s".formatted(id, kind.name(), expected.name()));
        }
        return expected.readSpecification(spec);
    }

    /** What a person knows it by: the key of its first input, or the name of its kind where it reads none. */
    public String title() {
        return firstInput(kind);
    }

    private <S> String firstInput(TaskKind<S, ?> of) {
        return of.inputs(of.readSpecification(spec)).stream()
                .map(ObjectRef::key)
                .findFirst()
                .orElse(of.name());
    }
}
