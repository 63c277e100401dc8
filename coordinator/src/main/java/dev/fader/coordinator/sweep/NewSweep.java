package dev.fader.coordinator.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.coordinator.evaluation.EvaluationPlan;
import dev.fader.schemas.api.SubmitRun;
import dev.fader.schemas.api.SubmitSweep;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A sweep that is about to be written. */
record NewSweep(
        String name,
        String tenant,
        SubmitSweep submitted,
        @Nullable EvaluationPlan evaluation,
        List<Point> points) {

    /** What each run is, in the words of whoever would submit it alone. */
    static SubmitRun run(SubmitSweep sweep, @Nullable String name, @Nullable JsonNode config) {
        return new SubmitRun(
                name,
                sweep.tenant(),
                sweep.data(),
                config,
                null,
                sweep.separators(),
                sweep.priority(),
                sweep.labels(),
                sweep.keepEvery());
    }

    SubmitRun run(int number) {
        return run(
                submitted,
                "%s-%d".formatted(name, number + 1),
                points.get(number).config(Objects.requireNonNull(submitted.config())));
    }
}
