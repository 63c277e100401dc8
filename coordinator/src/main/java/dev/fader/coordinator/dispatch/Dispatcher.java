package dev.fader.coordinator.dispatch;

import dev.fader.coordinator.CoordinatorMeters;
import dev.fader.coordinator.fleet.Fleet;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.Ticket;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/**
 * Decides, as late as possible, whose task is next: weighted deficit round robin over tenants, then priority, then age.
 * Only about twice the free slots are outstanding in Kafka, so that everything behind them can still be reordered.
 */
public final class Dispatcher {

    private final Leadership leadership;
    private final PickStore store;
    private final Fleet fleet;
    private final TicketPublisher tickets;
    private final CoordinatorMeters meters;
    private final int ticketsPerFreeSlot;
    private final Map<TaskClass, DeficitRoundRobin> rounds = new EnumMap<>(TaskClass.class);

    public Dispatcher(
            Leadership leadership,
            Jdbi jdbi,
            Fleet fleet,
            TicketPublisher tickets,
            CoordinatorMeters meters,
            int ticketsPerFreeSlot) {
        this.leadership = leadership;
        this.store = new PickStore(jdbi);
        this.fleet = fleet;
        this.tickets = tickets;
        this.meters = meters;
        this.ticketsPerFreeSlot = ticketsPerFreeSlot;
    }

    /** Fills up the tickets of every class, if this coordinator leads. */
    public void tick() {
        if (leadership.held()) {
            for (TaskClass taskClass : TaskClass.values()) {
                dispatch(taskClass);
            }
        }
    }

    private void dispatch(TaskClass taskClass) {
        Fleet.Capacity capacity = fleet.capacity(taskClass);
        // one per slot at least, so that a slot that becomes free does not wait for our next turn
        int wanted = Math.max(ticketsPerFreeSlot * capacity.free(), capacity.slots()) - capacity.ticketed();
        if (wanted <= 0) {
            return;
        }
        // one more than wanted, so that the round robin can tell an empty queue from a long one
        List<TaskId> picked = rounds.computeIfAbsent(taskClass, any -> new DeficitRoundRobin())
                .pick(store.waiting(taskClass, wanted + 1), wanted);
        if (picked.isEmpty()) {
            return;
        }
        // marked first: a ticket without its mark could be claimed and then marked as waiting
        List<TaskId> marked = store.ticket(picked);
        List<TaskId> lost = tickets.publish(picked.stream()
                .filter(marked::contains)
                .map(task -> Ticket.of(task, taskClass))
                .toList());
        if (!lost.isEmpty()) {
            store.unticket(lost);
        }
        meters.ticketed(taskClass, marked.size() - lost.size(), lost.size());
    }
}
