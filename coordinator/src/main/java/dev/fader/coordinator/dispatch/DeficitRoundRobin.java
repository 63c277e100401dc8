package dev.fader.coordinator.dispatch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Fair shares after Shreedhar and Varghese (1996): each turn adds a tenant's weight to its deficit and takes as many
 * tasks as that pays for. A task costs its share of a ticket. It remembers deficits and whose turn it is from one pick
 * to the next. Not for several threads.
 */
final class DeficitRoundRobin {

    /** Costs are sums of powers of two, but not all of them. */
    private static final double ROUNDING = 1e-9;

    /** What a tenant has waiting, in the order in which it wants it. */
    record Queue(String tenant, double weight, List<Pick> waiting) {}

    private record Turn(Queue queue, Deque<Pick> waiting) {}

    private final Map<String, Double> deficits = new HashMap<>();
    /** First of the next pick. */
    private @Nullable String next;
    /** Whether that tenant was interrupted, and has had its weight already. */
    private boolean interrupted;

    /** Takes tasks for that many tickets, or all there are. */
    List<Pick> pick(List<Queue> queues, double tickets) {
        // a tenant that was idle has saved nothing up
        deficits.keySet().retainAll(queues.stream().map(Queue::tenant).collect(Collectors.toSet()));
        Deque<Turn> ring = ring(queues);
        List<Pick> picked = new ArrayList<>();
        double left = tickets;
        while (left > ROUNDING && !ring.isEmpty()) {
            Turn turn = ring.removeFirst();
            String tenant = turn.queue().tenant();
            double weight =
                    interrupted && tenant.equals(next) ? 0 : turn.queue().weight();
            interrupted = false;
            double deficit = deficits.getOrDefault(tenant, 0.0) + weight;
            Pick first = turn.waiting().peek();
            while (first != null && left > ROUNDING && deficit + ROUNDING >= first.cost()) {
                picked.add(first);
                deficit -= first.cost();
                left -= first.cost();
                turn.waiting().remove();
                first = turn.waiting().peek();
            }
            if (first == null) {
                deficits.remove(tenant);
            } else {
                deficits.put(tenant, deficit);
                if (deficit + ROUNDING >= first.cost()) {
                    interrupted = true;
                    ring.addFirst(turn);
                } else {
                    ring.addLast(turn);
                }
            }
        }
        next = ring.isEmpty() ? null : ring.getFirst().queue().tenant();
        return picked;
    }

    private Deque<Turn> ring(List<Queue> queues) {
        List<Turn> turns = queues.stream()
                .filter(queue -> !queue.waiting().isEmpty())
                .sorted(Comparator.comparing(Queue::tenant))
                .map(queue -> new Turn(queue, new ArrayDeque<>(queue.waiting())))
                .toList();
        Deque<Turn> ring = new ArrayDeque<>(turns);
        String first = next;
        if (first != null) {
            for (Turn turn : turns) {
                if (turn.queue().tenant().compareTo(first) < 0) {
                    ring.addLast(ring.removeFirst());
                }
            }
            interrupted &= !ring.isEmpty() && ring.getFirst().queue().tenant().equals(first);
        }
        return ring;
    }
}
