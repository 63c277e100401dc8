package dev.fader.worker.queue;

import dev.fader.queue.loop.Loop;
import dev.fader.queue.task.Tickets;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.Ticket;
import dev.fader.schemas.kind.TaskKind;
import dev.fader.worker.attempt.SlotWork;
import dev.fader.worker.attempt.WorkerMeters;
import dev.fader.worker.lease.Lease;
import dev.fader.worker.lease.LeaseKeeper;
import dev.fader.worker.outage.Outages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * From ticket to lease, for one class of tasks: where a slot is free, take a ticket, claim its tasks in one statement,
 * accept the ticket at once, start the attempts. No lock of Kafka outlives the claim. Nothing is claimed that needs
 * what is away. A ticket that finds no room goes back to the dispatcher. Not for several threads.
 */
public final class TicketLoop implements Loop.Turn, AutoCloseable {

    private final Sources sources;
    private final Slots.Share share;
    private final Collection<TaskKind<?, ?>> kinds;
    private final Parts parts;
    private final Duration wait;
    private @Nullable TicketSource source;
    private Set<TaskKind<?, ?>> sourceKinds = Set.of();
    /** Waits for all slots to be free. */
    private @Nullable Ticket alone;

    /** Makes sources of tickets of a class. */
    @FunctionalInterface
    public interface Sources {
        TicketSource of(Collection<TaskKind<?, ?>> kinds);
    }

    /** What the loops of all classes share. */
    public record Parts(
            Slots slots, LeaseKeeper leases, Tickets tickets, SlotWork work, Outages outages, WorkerMeters meters) {}

    /**
     * @param sources a new one after a failure, because a consumer that failed may not recover, and when other kinds can be
     *     run: one that changes its topics loses what it holds
     * @param share of the slots that the class may have
     * @param kinds that this worker runs
     * @param wait how long one turn waits for a slot, and for a ticket
     */
    public TicketLoop(
            Sources sources, Slots.Share share, Collection<TaskKind<?, ?>> kinds, Parts parts, Duration wait) {
        this.sources = sources;
        this.share = share;
        this.kinds = List.copyOf(kinds);
        this.parts = parts;
        this.wait = wait;
    }

    /** @throws JdbiException when the database does not answer; the ticket has been released */
    @Override
    public void take() throws InterruptedException {
        try {
            turn();
        } catch (JdbiException e) {
            parts.outages().databaseFailed(e);
            throw e;
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private void turn() throws InterruptedException {
        Ticket waiting = alone;
        if (waiting != null) {
            if (parts.slots().takeAll(share, wait)) {
                alone = null;
                start(waiting, parts.slots().size());
            }
            return;
        }
        if (!parts.slots().awaitFree(share, wait)) {
            return;
        }
        List<TaskKind<?, ?>> runnable = parts.outages().runnable(kinds);
        if (runnable.isEmpty() || !parts.outages().canClaim()) {
            Thread.sleep(wait);
            return;
        }
        TicketSource tickets = source(Set.copyOf(runnable));
        Optional<Ticket> polled = tickets.poll(wait);
        if (polled.isPresent()) {
            use(polled.get(), tickets);
        }
    }

    private void use(Ticket ticket, TicketSource from) {
        try {
            if (ticket.alone() && parts.slots().reserve()) {
                alone = ticket;
            } else if (!ticket.alone() && parts.slots().take(share)) {
                start(ticket, 1);
            } else {
                List<?> unused = parts.tickets().unticket(ticket.tasks());
            }
        } catch (JdbiException e) {
            from.release();
            throw e;
        }
        from.accept();
    }

    private void start(Ticket ticket, int slots) {
        List<Lease> claimed = List.of();
        try {
            claimed = parts.leases().claim(ticket.tasks(), parts.outages().runnable(kinds), ticket.alone());
        } finally {
            if (claimed.isEmpty()) {
                parts.slots().back(share, slots);
            }
        }
        parts.meters().ticketsTaken(ticket.tasks().size(), claimed.size());
        if (!claimed.isEmpty()) {
            List<Lease> tasks = claimed;
            parts.slots().run(share, slots, () -> parts.work().run(tasks));
        }
        if (claimed.size() < ticket.tasks().size()) {
            // such as one of a class that is paused: nobody has its ticket now
            List<TaskId> left = new ArrayList<>(ticket.tasks());
            left.removeAll(claimed.stream().map(lease -> lease.claim().task()).toList());
            List<?> unused = parts.tickets().unticket(left);
        }
    }

    private TicketSource source(Set<TaskKind<?, ?>> runnable) {
        if (!runnable.equals(sourceKinds)) {
            close();
        }
        TicketSource open = source;
        if (open == null) {
            open = sources.of(runnable);
            source = open;
            sourceKinds = runnable;
        }
        return open;
    }

    /** Leaves the group; attempts that run go on. */
    @Override
    public void close() {
        TicketSource open = source;
        source = null;
        if (open != null) {
            open.close();
        }
    }
}
