package dev.fader.worker.lease;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.remix.Loudness;
import dev.fader.schemas.remix.RemixResult;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a task made, and what is committed with it in one transaction.
 *
 * @param result the JSON of the result row
 * @param audioSeconds length of what was worked on
 * @param quality quality record, for tasks that make audio
 * @param metrics metric records by name
 */
public record Production(
        JsonNode result, double audioSeconds, @Nullable Quality quality, Map<String, Double> metrics) {

    /** Loudness before and after. */
    public record Quality(Loudness in, Loudness out) {}

    public static Production of(RemixResult result) {
        double seconds = result.audio().seconds();
        return new Production(
                FaderJson.tree(result),
                seconds,
                new Quality(result.loudnessIn(), result.loudnessOut()),
                Map.of(
                        "audio_seconds",
                        seconds,
                        "compute_seconds",
                        result.computeSeconds(),
                        "times_realtime",
                        result.computeSeconds() > 0 ? seconds / result.computeSeconds() : 0));
    }
}
