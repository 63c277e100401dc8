package dev.fader.queue.task;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.TaskState;
import dev.fader.schemas.kind.TaskKind;
import dev.fader.schemas.remix.QualityRecord;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a task made, and what is committed with it in one transaction.
 *
 * @param state the final state that it means
 * @param result the JSON of the result row
 * @param amount what was worked on, in the kind's unit
 * @param writes rows of other tables that go with the result
 * @param next tasks that follow from it
 * @param goesOnWith a task that the writes may have written, and that is best off on this worker
 */
public record Completion(
        TaskState state,
        JsonNode result,
        double amount,
        List<CommitWrite> writes,
        List<NextTask> next,
        @Nullable TaskId goesOnWith) {

    /** The quality records of a task's outputs, with what they have in common. */
    public record Quality(List<QualityRecord> records, double computeSeconds, String modelSha256) {}

    public Completion {
        writes = List.copyOf(writes);
        next = List.copyOf(next);
    }

    /** A task that is done, with nothing but its result. @param amount in the kind's unit */
    public static <R> Completion of(TaskKind<?, R> kind, R result, double amount) {
        return new Completion(
                TaskState.DONE, FaderJson.tree(kind.result().cast(result)), amount, List.of(), List.of(), null);
    }

    public Completion in(TaskState other) {
        return new Completion(other, result, amount, writes, next, goesOnWith);
    }

    /** One record for each output, of a task that makes audio. */
    public Completion with(Quality records) {
        return with((transaction, claim) -> QualityRows.insert(transaction, claim.task(), records));
    }

    /** Metric records by name. */
    public Completion with(Map<String, Double> records) {
        return with((transaction, claim) -> MetricRows.insert(transaction, claim.task(), records));
    }

    public Completion with(CommitWrite another) {
        return new Completion(
                state,
                result,
                amount,
                Stream.concat(writes.stream(), Stream.of(another)).toList(),
                next,
                goesOnWith);
    }

    public Completion then(List<NextTask> tasks) {
        return new Completion(state, result, amount, writes, tasks, goesOnWith);
    }

    public Completion goingOnWith(TaskId task) {
        return new Completion(state, result, amount, writes, next, task);
    }

    /** Whether the result row is all there is to write. */
    boolean isPlain() {
        return writes.isEmpty() && next.isEmpty();
    }
}
