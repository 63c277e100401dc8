package dev.fader.coordinator.dispatch;

import dev.fader.queue.task.Tickets;
import dev.fader.queue.task.Tickets.Ticketed;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.Ticket;
import dev.fader.schemas.kind.TaskKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Tickets that are out, as the leading dispatcher remembers them: a count in the database would have to look at every
 * task that ever had one. The tasks of a ticket are claimed together, so the first stands for all of them; if it was
 * cancelled meanwhile, a ticket counts as taken that is not, which costs nothing. Not for several threads.
 */
final class Outstanding {

    private record Out(TaskClass taskClass, TaskKind<?, ?> kind, TaskId first) {}

    private final Tickets store;
    private final List<Out> tickets = new ArrayList<>();
    private boolean loaded;

    Outstanding(Tickets store) {
        this.store = store;
    }

    /** Another coordinator may lead, and write tickets: what was remembered says nothing any more. */
    void forget() {
        tickets.clear();
        loaded = false;
    }

    /** Takes out what was claimed meanwhile, or handed back. */
    void update() {
        if (!loaded) {
            for (Ticketed task : store.all()) {
                // which tasks shared a ticket is not known
                tickets.add(new Out(task.taskClass(), task.kind(), task.task()));
            }
            loaded = true;
        }
        if (!tickets.isEmpty()) {
            Set<TaskId> still = new HashSet<>(
                    store.outstanding(tickets.stream().map(Out::first).toList()));
            tickets.removeIf(out -> !still.contains(out.first()));
        }
    }

    int count(TaskClass taskClass, Collection<TaskKind<?, ?>> kinds) {
        return (int) tickets.stream()
                .filter(out -> out.taskClass() == taskClass && kinds.contains(out.kind()))
                .count();
    }

    void add(Ticket ticket) {
        tickets.add(new Out(ticket.taskClass(), ticket.kind(), ticket.tasks().getFirst()));
    }
}
