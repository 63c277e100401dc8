package dev.fader.schemas.api;

import dev.fader.schemas.Failure;
import dev.fader.schemas.RunId;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.TaskState;
import dev.fader.schemas.evaluation.EvaluateResult;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An evaluation of a run.
 *
 * @param task whose result it is; {@code GET /v1/tasks/{id}/result} has links to its files
 * @param model SHA-256 of what is measured
 * @param result null until it has ended
 */
public record EvaluationView(
        TaskId task,
        RunId run,
        String model,
        String data,
        String split,
        TaskState state,
        @Nullable Failure failure,
        @Nullable EvaluateResult result,
        Instant createdAt) {}
