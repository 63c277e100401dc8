package dev.fader.schemas.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.schemas.Failure;
import dev.fader.schemas.RunId;
import dev.fader.schemas.SweepId;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.dataset.DatasetRef;
import dev.fader.schemas.kind.EpochKind;
import dev.fader.schemas.kind.PreflightKind;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run as the API shows it.
 *
 * @param config as it was submitted
 * @param separators of a mixer: SHA-256 by name in the configuration
 * @param expected what its first look found; null before
 * @param step the next to take, as far as is known
 * @param last the epoch that ended last
 * @param best the epoch of the best weights so far
 * @param secondsLeft at the pace of its epochs so far; null when that is not known
 * @param task the last of its tasks
 * @param worker that has it now
 * @param failure why it goes no further
 * @param mostEpochs it is held there until it is let on
 * @param point the values that its sweep gave it
 */
public record RunView(
        RunId id,
        String name,
        RunState state,
        String tenant,
        int priority,
        Map<String, String> labels,
        DatasetRef data,
        JsonNode config,
        @Nullable String startModel,
        Map<String, String> separators,
        int keepEvery,
        PreflightKind.@Nullable Result expected,
        long step,
        EpochKind.@Nullable Result last,
        EpochKind.@Nullable Result best,
        @Nullable Double secondsLeft,
        TaskId task,
        @Nullable String worker,
        @Nullable Failure failure,
        @Nullable Integer mostEpochs,
        @Nullable RunId clonedFrom,
        @Nullable SweepId sweep,
        @Nullable JsonNode point,
        Instant createdAt,
        @Nullable Instant endedAt) {}
