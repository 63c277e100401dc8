package dev.fader.worker.lease;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.TaskState;
import dev.fader.schemas.remix.ProbeResult;
import dev.fader.schemas.remix.QualityRecord;
import dev.fader.schemas.remix.RemixOutput;
import dev.fader.schemas.remix.RemixResult;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a task made, and what is committed with it in one transaction.
 *
 * @param state the final state that it means
 * @param result the JSON of the result row
 * @param audioSeconds length of what was worked on
 * @param quality one for each output, for tasks that make audio
 * @param metrics metric records by name
 */
public record Production(
        TaskState state,
        JsonNode result,
        double audioSeconds,
        @Nullable Quality quality,
        Map<String, Double> metrics) {

    /** The quality records of a task's outputs, with what they have in common. */
    public record Quality(List<QualityRecord> records, double computeSeconds, String modelSha256) {}

    /** @param audioSeconds length of the input */
    public static Production of(RemixResult result, double audioSeconds) {
        return new Production(
                result.needsReview() ? TaskState.REVIEW : TaskState.DONE,
                FaderJson.tree(result),
                audioSeconds,
                new Quality(
                        result.outputs().stream().map(RemixOutput::quality).toList(),
                        result.computeSeconds(),
                        result.model().sha256()),
                Map.of(
                        "audio_seconds",
                        audioSeconds,
                        "compute_seconds",
                        result.computeSeconds(),
                        "times_realtime",
                        result.computeSeconds() > 0 ? audioSeconds / result.computeSeconds() : 0));
    }

    public static Production of(ProbeResult result) {
        double seconds = result.audio().seconds();
        return new Production(TaskState.DONE, FaderJson.tree(result), seconds, null, Map.of("audio_seconds", seconds));
    }
}
