package dev.fader.schemas.api;

import dev.fader.schemas.BatchId;
import dev.fader.schemas.TaskId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a dry run found so far.
 *
 * @param items of the submission
 * @param probed opened or refused
 * @param refusals the first of the files that would fail
 * @param collisions the first of the outputs that have the name of another
 * @param remarkCount files of which there is something to be known that keeps nothing from being made
 * @param remarks on the first of those
 * @param audioSeconds length of what could be opened
 * @param estimate null until something could be opened
 */
public record DryRunReport(
        BatchId batch,
        BatchState state,
        long items,
        long probed,
        long refusalCount,
        List<Refusal> refusals,
        long collisionCount,
        List<Collision> collisions,
        long warningCount,
        List<Problem.Fault> warnings,
        long remarkCount,
        List<Remarked> remarks,
        double audioSeconds,
        long bytes,
        @Nullable Estimate estimate) {

    public DryRunReport {
        refusals = List.copyOf(refusals);
        collisions = List.copyOf(collisions);
        warnings = List.copyOf(warnings);
        remarks = List.copyOf(remarks);
    }

    /** A file that would fail, and why. */
    public record Refusal(
            int item,
            TaskId task,
            String key,
            String reason,
            @Nullable String detail) {}

    /** A file that would be remixed, and what its result would say besides. */
    public record Remarked(int item, TaskId task, String key, List<String> remarks) {

        public Remarked {
            remarks = List.copyOf(remarks);
        }
    }

    /**
     * What the batch would take.
     *
     * @param computeSeconds of one worker
     * @param workers alive now
     * @param backlogSeconds of compute ahead of it, shared by all workers
     * @param finishesInSeconds null when no worker is alive
     * @param basis {@code measured} from results of the last days, or {@code assumed} where there are none
     */
    public record Estimate(
            double computeSeconds,
            int workers,
            double backlogSeconds,
            @Nullable Double finishesInSeconds,
            String basis) {}
}
