package dev.fader.coordinator.dispatch;

import dev.fader.schemas.TaskId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Fair shares after Shreedhar and Varghese (1996), a task costing one: each turn adds a tenant's weight to its deficit
 * and takes as many tasks as that pays for. It remembers deficits and whose turn it is from one pick to the next. Not
 * for several threads.
 */
final class DeficitRoundRobin {

    /** What a tenant has waiting, in the order in which it wants it. */
    record Queue(String tenant, double weight, List<TaskId> waiting) {}

    private record Turn(Queue queue, Iterator<TaskId> waiting) {}

    private final Map<String, Double> deficits = new HashMap<>();
    /** First of the next pick. */
    private @Nullable String next;
    /** Whether that tenant was interrupted, and has had its weight already. */
    private boolean interrupted;

    /** Takes that many tasks, or all there are. */
    List<TaskId> pick(List<Queue> queues, int count) {
        // a tenant that was idle has saved nothing up
        deficits.keySet().retainAll(queues.stream().map(Queue::tenant).collect(Collectors.toSet()));
        Deque<Turn> ring = ring(queues);
        List<TaskId> picked = new ArrayList<>();
        while (picked.size() < count && !ring.isEmpty()) {
            Turn turn = ring.removeFirst();
            String tenant = turn.queue().tenant();
            double weight =
                    interrupted && tenant.equals(next) ? 0 : turn.queue().weight();
            interrupted = false;
            double deficit = deficits.getOrDefault(tenant, 0.0) + weight;
            while (deficit >= 1 && turn.waiting().hasNext() && picked.size() < count) {
                picked.add(turn.waiting().next());
                deficit--;
            }
            if (!turn.waiting().hasNext()) {
                deficits.remove(tenant);
            } else {
                deficits.put(tenant, deficit);
                if (deficit >= 1) {
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
                .sorted(Comparator.comparing(Queue::tenant))
                .map(queue -> new Turn(queue, queue.waiting().iterator()))
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
