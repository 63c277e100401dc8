package dev.fader.worker.train;

import dev.fader.queue.curve.MetricPoint;
import dev.fader.queue.curve.RunRecords;
import dev.fader.queue.task.Claim;
import dev.fader.queue.task.CommitWrite;
import dev.fader.queue.task.SavedPoints;
import dev.fader.schemas.RunId;
import dev.fader.schemas.run.Position;
import dev.fader.worker.lease.AttemptStopped;
import dev.fader.worker.lease.StopReason;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/**
 * What an attempt at an epoch writes down while it works, each time only if it still has the task; if not, it throws
 * {@link AttemptStopped}.
 */
final class RunJournal {

    private final Jdbi jdbi;
    private final String worker;
    private final String device;

    RunJournal(Jdbi jdbi, String worker, String device) {
        this.jdbi = jdbi;
        this.worker = worker;
        this.device = device;
    }

    /** Where an earlier attempt has left the task. */
    Optional<Position> saved(Claim claim) {
        return jdbi.withHandle(handle -> SavedPoints.last(handle, claim.task(), Position.class));
    }

    /** Begins an attempt at the run, which supersedes what was recorded of later steps. @return its number */
    int begin(Claim claim, RunId run, long fromStep) {
        return jdbi.inTransaction(handle -> RunRecords.begin(handle, run, claim, worker, device, fromStep))
                .orElseThrow(() -> new AttemptStopped(StopReason.LEASE_LOST));
    }

    /** Adds records, so that curves can be watched as they grow. */
    void record(Claim claim, RunId run, int number, List<MetricPoint> points) {
        requireHeld(jdbi.inTransaction(handle -> RunRecords.append(handle, claim, run, number, points)));
    }

    /** The same, along with the end of an epoch. */
    static CommitWrite recording(RunId run, int number, List<MetricPoint> points) {
        return (transaction, claim) -> {
            boolean unused = RunRecords.append(transaction, run, number, points);
        };
    }

    /** Leaves a point to go on from, with what was recorded up to it. */
    void save(Claim claim, RunId run, int number, Position position, List<MetricPoint> points) {
        requireHeld(jdbi.inTransaction(handle ->
                SavedPoints.save(handle, claim, position) && RunRecords.append(handle, claim, run, number, points)));
    }

    private static void requireHeld(boolean held) {
        if (!held) {
            throw new AttemptStopped(StopReason.LEASE_LOST);
        }
    }
}
