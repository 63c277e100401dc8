package dev.fader.worker.attempt;

import dev.fader.queue.task.Claim;
import dev.fader.schemas.kind.TaskKind;
import dev.fader.worker.lease.AttemptStopped;
import dev.fader.worker.lease.Lease;
import dev.fader.worker.outage.Outages;
import dev.fader.worker.outcome.Outcome;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;

/** One attempt at a task: whatever happens in it is an outcome. Used by every slot. */
public final class AttemptRunner {

    private static final Logger LOG = Logger.getLogger(AttemptRunner.class);

    private final Map<TaskKind<?, ?>, TaskRunner<?>> runners;
    private final Outages outages;

    public AttemptRunner(Iterable<? extends TaskRunner<?>> runners, Outages outages) {
        this.runners = StreamSupport.stream(runners.spliterator(), false)
                .collect(Collectors.toUnmodifiableMap(TaskRunner::kind, Function.identity()));
        this.outages = outages;
    }

    /** The kinds that there are runners for. */
    public Set<TaskKind<?, ?>> kinds() {
        return runners.keySet();
    }

    /** Never throws. */
    Outcome run(Lease lease) {
        Claim claim = lease.claim();
        TaskRunner<?> runner = runners.get(claim.kind());
        if (runner == null) {
            return new Outcome.Broken(new IllegalStateException("this worker runs no tasks of kind '%s'"
                    .formatted(claim.kind().name())));
        }
        try {
            Outcome outcome = run(runner, lease);
            if (outcome instanceof Outcome.Away away && !outages.excuses(away.need(), away.cause())) {
                // it answers others: the fault may be the task's
                LOG.warnf(away.cause(), "%s %s broke", claim.task(), claim.fence());
                return new Outcome.Broken(away.cause());
            }
            return outcome;
        } catch (AttemptStopped stopped) {
            return switch (stopped.reason()) {
                case CANCELLED -> new Outcome.Cancelled();
                case LEASE_LOST -> new Outcome.LeaseLost();
                case YIELD -> new Outcome.Yielded();
                case SHUTDOWN -> new Outcome.Interrupted();
            };
        } catch (OutOfMemoryError e) {
            return new Outcome.OutOfMemory(String.valueOf(e.getMessage()));
        } catch (Exception | LinkageError | StackOverflowError | AssertionError e) {
            LOG.warnf(e, "%s %s broke", claim.task(), claim.fence());
            return new Outcome.Broken(e);
        }
    }

    private static <S> Outcome run(TaskRunner<S> runner, Lease lease) throws Exception {
        S specification;
        try {
            specification = runner.kind().readSpecification(lease.claim().spec());
        } catch (IllegalArgumentException e) {
            return new Outcome.BadInput("bad_spec", String.valueOf(e.getMessage()));
        }
        return runner.run(specification, lease.claim(), lease);
    }
}
