package dev.fader.schemas.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.schemas.RunId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs side by side.
 *
 * @param differences what is not the same in all, by its path in the configuration or {@code data}: the values in the
 *     order of the runs
 */
public record RunComparison(List<Side> runs, Map<String, List<JsonNode>> differences) {

    /**
     * One of them.
     *
     * @param bestSdrDb best validation, in dB
     * @param bestEpoch that reached it
     * @param seconds that its epochs took
     */
    public record Side(
            RunId run,
            String name,
            RunState state,
            long step,
            @Nullable Double bestSdrDb,
            @Nullable Integer bestEpoch,
            double seconds) {}
}
