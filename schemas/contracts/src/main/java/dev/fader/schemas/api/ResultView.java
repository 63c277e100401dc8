package dev.fader.schemas.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.kind.Output;
import dev.fader.schemas.kind.TaskKind;
import java.time.Instant;
import java.util.List;

/**
 * What a task made.
 *
 * @param result as the task's kind has it
 * @param downloads one per output, in their order; of a preview, the passage before the remix as well
 */
public record ResultView(
        TaskId task, TaskKind<?, ?> kind, JsonNode result, Instant createdAt, List<Download> downloads) {

    /** @throws IllegalArgumentException when the task is of another kind */
    public <R> R result(TaskKind<?, R> expected) {
        if (!kind.equals(expected)) {
            throw new IllegalArgumentException("%s is a %s, not a %s".formatted(task, kind.name(), expected.name()));
        }
        return expected.readResult(result);
    }

    /** The objects that were made, whatever the kind. */
    public List<Output> outputs() {
        return outputs(kind);
    }

    private <R> List<Output> outputs(TaskKind<?, R> known) {
        return known.outputs(known.readResult(result));
    }

    /**
     * A link for {@code GET} that needs no credentials and ends.
     *
     * @param name of the file, with its extension; of an output, the name that its variant asked for
     */
    public record Download(String name, String url, long bytes, String sha256, Instant expiresAt) {}
}
