package dev.fader.coordinator.dispatch;

import dev.fader.queue.task.Tickets;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.Ticket;
import dev.fader.schemas.kind.TaskKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts picked tasks into tickets: small ones together, as evenly as there are tickets wanted; suspects each alone. */
final class Bundles {

    private Bundles() {}

    /** @param tickets how many are wanted, so that few tasks are spread over many slots */
    static List<Ticket> of(List<Tickets.Waiting> tasks, TaskClass taskClass, int tickets) {
        List<Ticket> bundles = new ArrayList<>();
        Map<TaskKind<?, ?>, List<Tickets.Waiting>> byKind = new LinkedHashMap<>();
        for (Tickets.Waiting task : tasks) {
            if (task.suspect()) {
                bundles.add(Ticket.alone(task.task(), taskClass, task.kind()));
            } else {
                byKind.computeIfAbsent(task.kind(), kind -> new ArrayList<>()).add(task);
            }
        }
        byKind.forEach((kind, same) -> {
            int size = Math.clamp(Math.ceilDiv(same.size(), Math.max(tickets, 1)), 1, kind.tasksPerTicket());
            for (int from = 0; from < same.size(); from += size) {
                List<Tickets.Waiting> bundle = same.subList(from, Math.min(from + size, same.size()));
                bundles.add(Ticket.of(bundle.stream().map(Tickets.Waiting::task).toList(), taskClass, kind));
            }
        });
        return bundles;
    }
}
