package dev.fader.schemas.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.schemas.Failure;
import dev.fader.schemas.RunId;
import dev.fader.schemas.SweepId;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.remix.StoredObject;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sweep as the API shows it.
 *
 * @param submitted as it was sent
 * @param rung how often the better runs of it were let on
 * @param runs the table of results, in the order of the points
 * @param spent what its runs took
 * @param outOfBudget why it ended before its time
 * @param report null until there is one
 */
public record SweepView(
        SweepId id,
        String name,
        String tenant,
        SweepState state,
        SubmitSweep submitted,
        int rung,
        List<Row> runs,
        Spent spent,
        @Nullable String outOfBudget,
        @Nullable Report report,
        Instant createdAt,
        @Nullable Instant endedAt) {

    public SweepView {
        runs = List.copyOf(runs);
    }

    /** The same, with a link to its report. */
    public SweepView with(ResultView.Download download) {
        Report made = report == null ? null : new Report(report.task(), download);
        return new SweepView(
                id, name, tenant, state, submitted, rung, runs, spent, outOfBudget, made, createdAt, endedAt);
    }

    /**
     * One run.
     *
     * @param values that it was given, by their paths
     * @param epochs that it has ended
     * @param bestSdrDb best validation, in dB
     * @param best its best weights; their SHA-256 is the model's name once it has been measured
     * @param seconds that its epochs took
     * @param evaluations null figures until one has ended
     */
    public record Row(
            RunId run,
            String name,
            RunState state,
            JsonNode values,
            int epochs,
            @Nullable Double bestSdrDb,
            @Nullable Integer bestEpoch,
            @Nullable StoredObject best,
            double seconds,
            @Nullable Failure failure,
            List<EvaluationView> evaluations) {

        public Row {
            evaluations = List.copyOf(evaluations);
        }
    }

    /** Sums over the runs. */
    public record Spent(int runs, int epochs, double deviceHours) {}

    /** A page of everything. @param download null while it is made, or when it could not be */
    public record Report(TaskId task, ResultView.@Nullable Download download) {}
}
