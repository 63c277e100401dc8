package dev.fader.queue.task;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.TaskState;
import dev.fader.schemas.kind.TaskKind;
import dev.fader.schemas.remix.QualityRecord;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a task made, and what is committed with it in one transaction.
 *
 * @param state the final state that it means
 * @param result the JSON of the result row
 * @param amount what was worked on, in the kind's unit
 * @param quality one record for each output, for tasks that make audio
 * @param metrics metric records by name
 * @param next tasks that follow from it
 */
public record Completion(
        TaskState state,
        JsonNode result,
        double amount,
        @Nullable Quality quality,
        Map<String, Double> metrics,
        List<NextTask> next) {

    /** The quality records of a task's outputs, with what they have in common. */
    public record Quality(List<QualityRecord> records, double computeSeconds, String modelSha256) {}

    public Completion {
        metrics = Map.copyOf(metrics);
        next = List.copyOf(next);
    }

    /** A task that is done, with nothing but its result. @param amount in the kind's unit */
    public static <R> Completion of(TaskKind<?, R> kind, R result, double amount) {
        return new Completion(
                TaskState.DONE, FaderJson.tree(kind.result().cast(result)), amount, null, Map.of(), List.of());
    }

    public Completion in(TaskState other) {
        return new Completion(other, result, amount, quality, metrics, next);
    }

    public Completion with(Quality records) {
        return new Completion(state, result, amount, records, metrics, next);
    }

    public Completion with(Map<String, Double> records) {
        return new Completion(state, result, amount, quality, records, next);
    }

    public Completion then(List<NextTask> tasks) {
        return new Completion(state, result, amount, quality, metrics, tasks);
    }

    /** Whether the result row is all there is to write. */
    boolean isPlain() {
        return quality == null && metrics.isEmpty() && next.isEmpty();
    }
}
