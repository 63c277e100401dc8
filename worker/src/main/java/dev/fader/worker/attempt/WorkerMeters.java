package dev.fader.worker.attempt;

import dev.fader.queue.task.CommitResult;
import dev.fader.schemas.notation.WireNames;
import dev.fader.trainer.remix.NetworkUse;
import dev.fader.worker.outcome.Outcome;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;

/** What a worker counts. */
public final class WorkerMeters {

    private final MeterRegistry registry;

    public WorkerMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /**
     * {@code fader.worker.attempts} by outcome and whether it could be written. Attempts that were LEASE_LOST are work
     * thrown away: alert when they are more than a few in a hundred, for then leases are too short or the database is
     * slow.
     */
    public void attemptEnded(Outcome outcome, CommitResult written) {
        registry.counter(
                        "fader.worker.attempts",
                        "outcome",
                        outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT),
                        "written",
                        WireNames.of(written))
                .increment();
    }

    /** {@code fader.worker.tickets.rejected}: tickets that could not be read; any is a fault of whoever wrote them. */
    public void ticketRejected() {
        registry.counter("fader.worker.tickets.rejected").increment();
    }

    /**
     * {@code fader.worker.tickets.taken} by whether the task could be claimed. Tickets that could not are normal after
     * a task was ticketed twice.
     */
    public void ticketsTaken(int tickets, int claimed) {
        registry.counter("fader.worker.tickets.taken", "claimed", "true").increment(claimed);
        registry.counter("fader.worker.tickets.taken", "claimed", "false").increment(tickets - claimed);
    }

    /**
     * {@code fader.worker.network.seconds}: wall time in the network. On a worker with enough to do it grows by nearly a
     * second every second; if it does not, add slots or look at what the tasks wait for.
     *
     * <p>{@code fader.worker.network.calls} and {@code .channels}: how many channels of chunks went through, in how many calls.
     * {@code fader.worker.network.audio.seconds}: of all channels; its growth by that of the seconds is the network's speed.
     */
    public <T> void networkUsed(T networks, Function<T, NetworkUse> use) {
        count("fader.worker.network.seconds", networks, use.andThen(NetworkUse::busySeconds));
        count("fader.worker.network.calls", networks, use.andThen(done -> (double) done.calls()));
        count("fader.worker.network.channels", networks, use.andThen(done -> (double) done.channels()));
        count("fader.worker.network.audio.seconds", networks, use.andThen(NetworkUse::audioSeconds));
    }

    private <T> void count(String name, T networks, Function<T, Double> part) {
        FunctionCounter.builder(name, networks, part::apply).register(registry);
    }

    /** {@code fader.loop.failures} by loop; alert when one keeps growing. */
    public void loopFailed(String loop) {
        registry.counter("fader.loop.failures", "loop", loop).increment();
    }

    /** {@code fader.worker.slots.busy}: when it is below the slots and tasks wait, tickets do not arrive. */
    public void slotsBusy(Supplier<Number> busy) {
        registry.gauge(
                "fader.worker.slots.busy", busy, supplier -> supplier.get().doubleValue());
    }
}
