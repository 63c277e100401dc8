package dev.fader.worker.queue;

import dev.fader.schemas.Ticket;
import dev.fader.worker.attempt.Attempting;
import dev.fader.worker.attempt.WorkerMeters;
import dev.fader.worker.lease.Lease;
import dev.fader.worker.lease.LeaseKeeper;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.JdbiException;

/**
 * From ticket to lease: take as many tickets as there are free slots, claim their tasks in one statement, accept the
 * tickets at once, start the attempts. No lock of Kafka outlives the claim. Belongs to the queue thread.
 */
public final class QueueLoop {

    private final TicketSource tickets;
    private final LeaseKeeper leases;
    private final Slots slots;
    private final Attempting attempting;
    private final WorkerMeters meters;
    private final Duration wait;

    public QueueLoop(
            TicketSource tickets,
            LeaseKeeper leases,
            Slots slots,
            Attempting attempting,
            WorkerMeters meters,
            Duration wait) {
        this.tickets = tickets;
        this.leases = leases;
        this.slots = slots;
        this.attempting = attempting;
        this.meters = meters;
        this.wait = wait;
    }

    /**
     * One turn: waits for a free slot, then for tickets, a while each.
     *
     * @throws JdbiException when the database does not answer; the tickets have been released
     */
    public void tick() throws InterruptedException {
        if (!slots.awaitFree(wait)) {
            return;
        }
        List<Ticket> polled = tickets.poll(slots.free(), wait);
        if (polled.isEmpty()) {
            return;
        }
        List<Lease> claimed = claim(polled);
        tickets.accept();
        meters.ticketsTaken(polled.size(), claimed.size());
        claimed.forEach(lease -> slots.start(() -> attempting.attempt(lease)));
    }

    private List<Lease> claim(List<Ticket> polled) {
        try {
            return leases.claim(polled.stream().map(Ticket::task).distinct().toList());
        } catch (JdbiException e) {
            tickets.release();
            throw e;
        }
    }
}
