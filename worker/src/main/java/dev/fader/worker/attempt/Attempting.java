package dev.fader.worker.attempt;

import dev.fader.schemas.Failure;
import dev.fader.worker.lease.AttemptStopped;
import dev.fader.worker.lease.Claim;
import dev.fader.worker.lease.CommitResult;
import dev.fader.worker.lease.Lease;
import dev.fader.worker.lease.LeaseKeeper;
import dev.fader.worker.lease.LeaseStore;
import dev.fader.worker.lease.StopReason;
import dev.fader.worker.outcome.Disposition;
import dev.fader.worker.outcome.Dispositions;
import dev.fader.worker.outcome.Outcome;
import dev.fader.worker.outcome.RetryPolicy;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.JdbiException;

/** One attempt at a task: run it, decide what becomes of it, write that down. Used by every slot. */
public final class Attempting {

    private static final Logger LOG = Logger.getLogger(Attempting.class);
    private static final long WRITE_PAUSE = TimeUnit.MILLISECONDS.toNanos(250);

    private final Map<String, TaskRunner> runners;
    private final LeaseStore store;
    private final LeaseKeeper leases;
    private final RetryPolicy policy;
    private final WorkerMeters meters;

    public Attempting(
            Map<String, TaskRunner> runners,
            LeaseStore store,
            LeaseKeeper leases,
            RetryPolicy policy,
            WorkerMeters meters) {
        this.runners = Map.copyOf(runners);
        this.store = store;
        this.leases = leases;
        this.policy = policy;
        this.meters = meters;
    }

    /** Never throws: whatever happens is an outcome, and a database that does not answer ends the lease. */
    public void attempt(Lease lease) {
        try {
            Outcome outcome = run(lease);
            Disposition disposition = Dispositions.after(outcome, lease.claim().attempts(), policy);
            CommitResult written = writeWhileHeld(lease, disposition);
            meters.attemptEnded(outcome, written);
            LOG.infof(
                    "%s %s: %s, %s",
                    lease.claim().task(),
                    lease.claim().fence(),
                    outcome.getClass().getSimpleName(),
                    written);
        } finally {
            leases.drop(lease);
        }
    }

    private Outcome run(Lease lease) {
        Claim claim = lease.claim();
        TaskRunner runner = runners.get(claim.kind());
        if (runner == null) {
            return new Outcome.Broken(
                    new IllegalStateException("this worker runs no tasks of kind '%s'".formatted(claim.kind())));
        }
        try {
            return runner.run(claim, lease);
        } catch (AttemptStopped stopped) {
            return switch (stopped.reason()) {
                case CANCELLED -> new Outcome.Cancelled();
                case LEASE_LOST -> new Outcome.LeaseLost();
                case SHUTDOWN -> new Outcome.Interrupted();
            };
        } catch (OutOfMemoryError e) {
            return new Outcome.OutOfMemory(String.valueOf(e.getMessage()));
        } catch (Exception | LinkageError e) {
            LOG.warnf(e, "%s %s broke", claim.task(), claim.fence());
            return new Outcome.Broken(e);
        }
    }

    private CommitResult writeWhileHeld(Lease lease, Disposition disposition) {
        while (true) {
            try {
                return write(lease.claim(), disposition);
            } catch (JdbiException e) {
                LOG.warnf("%s: the database does not answer: %s", lease.claim().task(), e.getMessage());
                LockSupport.parkNanos(WRITE_PAUSE);
                if (lease.stopReason() == StopReason.LEASE_LOST) {
                    return CommitResult.LEASE_LOST;
                }
            }
        }
    }

    private CommitResult write(Claim claim, Disposition disposition) {
        return switch (disposition) {
            case Disposition.Commit commit -> store.commit(claim, commit.production());
            case Disposition.Fail(Failure failure) -> store.fail(claim, failure);
            case Disposition.Retry retry -> store.retry(claim, retry.failure(), retry.pause());
            case Disposition.Cancel cancel -> store.cancelled(claim);
            case Disposition.Release release -> store.release(claim);
            case Disposition.Abandon abandon -> CommitResult.LEASE_LOST;
        };
    }
}
