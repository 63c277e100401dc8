package dev.fader.schemas.api;

import dev.fader.schemas.BatchId;
import java.util.List;

/**
 * Answer to {@code POST /v1/batches}: everything was accepted.
 *
 * @param warningCount how many things were accepted that their owner may not have meant
 * @param warnings the first of them
 * @param collisionCount of a dry run only: outputs that would have the name of another
 */
public record SubmittedBatch(
        BatchId id, BatchView batch, long warningCount, List<Problem.Fault> warnings, long collisionCount) {

    public SubmittedBatch {
        warnings = List.copyOf(warnings);
    }
}
