package dev.fader.coordinator.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.schemas.RunId;
import dev.fader.schemas.SweepId;
import dev.fader.schemas.run.TrainingSpec;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run that is about to be written.
 *
 * @param origin what it follows from
 */
record NewRun(
        String name,
        String tenant,
        TrainingSpec training,
        int priority,
        Map<String, String> labels,
        int keepEvery,
        Origin origin) {

    /**
     * Where a run comes from.
     *
     * @param point the values that the sweep gave it
     * @param mostEpochs it is held there until it is let on
     */
    record Origin(
            @Nullable RunId clonedFrom,
            @Nullable SweepId sweep,
            @Nullable JsonNode point,
            @Nullable Integer mostEpochs) {

        static final Origin SUBMITTED = new Origin(null, null, null, null);
    }
}
