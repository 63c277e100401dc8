package dev.fader.worker.attempt;

import dev.fader.queue.task.Claim;
import dev.fader.queue.task.CommitResult;
import dev.fader.queue.task.Commits;
import dev.fader.schemas.TaskId;
import dev.fader.worker.lease.Lease;
import dev.fader.worker.lease.LeaseKeeper;
import dev.fader.worker.outage.Outages;
import dev.fader.worker.outcome.Disposition;
import dev.fader.worker.outcome.Dispositions;
import dev.fader.worker.outcome.Outcome;
import dev.fader.worker.outcome.RetryPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.JdbiException;

/**
 * What a slot does with the tasks of a ticket: runs them one after the other, decides what becomes of each, and writes
 * that down. Results that come fast are written together. A database that does not answer is waited for: the fence
 * decides in the end whether the write still holds.
 */
public final class SlotWork {

    private static final Logger LOG = Logger.getLogger(SlotWork.class);
    private static final long WRITE_PAUSE_MILLIS = 250;
    /** How long a result may wait for others to be written with. */
    private static final long TOGETHER = TimeUnit.MILLISECONDS.toNanos(100);

    private final AttemptRunner attempts;
    private final Writers writers;
    private final LeaseKeeper leases;
    private final RetryPolicy policy;
    private final Outages outages;
    private final WorkerMeters meters;

    /** What ends and gives back tasks. */
    public record Writers(Commits commits, Release release) {}

    /** As {@link dev.fader.queue.task.Claims#release}. */
    @FunctionalInterface
    public interface Release {
        CommitResult release(Claim claim, Duration pause);
    }

    public SlotWork(
            AttemptRunner attempts,
            Writers writers,
            LeaseKeeper leases,
            RetryPolicy policy,
            Outages outages,
            WorkerMeters meters) {
        this.attempts = attempts;
        this.writers = writers;
        this.leases = leases;
        this.policy = policy;
        this.outages = outages;
        this.meters = meters;
    }

    private record Made(Lease lease, Outcome.Produced outcome) {}

    /** Never throws: whatever happens is an outcome. */
    public void run(List<Lease> tasks) {
        Optional<Lease> following = runAll(tasks);
        while (following.isPresent()) {
            following = runAll(List.of(following.get()));
        }
    }

    /** @return what follows from the last of them, if it is best gone on with here */
    private Optional<Lease> runAll(List<Lease> tasks) {
        List<Made> made = new ArrayList<>();
        Optional<Made> last = Optional.empty();
        long since = System.nanoTime();
        for (Lease lease : tasks) {
            Outcome outcome = attempts.run(lease);
            if (outcome instanceof Outcome.Produced produced) {
                Made one = new Made(lease, produced);
                made.add(one);
                last = Optional.of(one);
            } else {
                end(lease, outcome);
            }
            if (System.nanoTime() - since > TOGETHER) {
                commit(made);
                made = new ArrayList<>();
                since = System.nanoTime();
            }
        }
        commit(made);
        return last.flatMap(this::following);
    }

    private Optional<Lease> following(Made made) {
        TaskId next = made.outcome().completion().goesOnWith();
        return next == null
                ? Optional.empty()
                : write(() -> leases.goOn(next, outages.runnable(attempts.kinds())))
                        .flatMap(lease -> lease);
    }

    private void commit(List<Made> made) {
        if (made.isEmpty()) {
            return;
        }
        Optional<Set<TaskId>> written = write(() -> writers.commits()
                .commit(made.stream()
                        .map(one -> new Commits.Completed(
                                one.lease().claim(), one.outcome().completion()))
                        .toList()));
        for (Made one : made) {
            boolean committed = written.isPresent()
                    && written.get().contains(one.lease().claim().task());
            ended(one.lease(), one.outcome(), committed ? CommitResult.COMMITTED : CommitResult.LEASE_LOST);
        }
    }

    private void end(Lease lease, Outcome outcome) {
        Claim claim = lease.claim();
        Disposition disposition = Dispositions.after(outcome, claim.attempts(), policy);
        ended(lease, outcome, write(() -> write(claim, disposition)).orElse(CommitResult.LEASE_LOST));
    }

    private CommitResult write(Claim claim, Disposition disposition) {
        return switch (disposition) {
            case Disposition.Commit commit ->
                writers.commits()
                                .commit(List.of(new Commits.Completed(claim, commit.completion())))
                                .isEmpty()
                        ? CommitResult.LEASE_LOST
                        : CommitResult.COMMITTED;
            case Disposition.Fail fail -> writers.commits().fail(claim, fail.failure());
            case Disposition.Quarantine quarantine -> writers.commits().quarantine(claim, quarantine.failure());
            case Disposition.Retry retry -> writers.commits().retry(claim, retry.failure(), retry.pause());
            case Disposition.Cancel cancel -> writers.commits().cancelled(claim);
            case Disposition.Release release -> writers.release().release(claim, release.pause());
        };
    }

    /** Tries until the database answers. @return nothing when this worker is stopped before it does */
    private <T> Optional<T> write(Supplier<T> writing) {
        while (true) {
            try {
                return Optional.of(writing.get());
            } catch (JdbiException e) {
                LOG.warnf("the database does not answer, a result waits: %s", e.getMessage());
                outages.databaseFailed(e);
            }
            try {
                Thread.sleep(WRITE_PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }
    }

    private void ended(Lease lease, Outcome outcome, CommitResult written) {
        leases.drop(lease);
        meters.attemptEnded(outcome, written);
        Claim claim = lease.claim();
        Logger.Level level = claim.kind().tasksPerTicket() == 1 ? Logger.Level.INFO : Logger.Level.DEBUG;
        LOG.logf(
                level,
                "%s %s: %s, %s",
                claim.task(),
                claim.fence(),
                outcome.getClass().getSimpleName(),
                written);
    }
}
