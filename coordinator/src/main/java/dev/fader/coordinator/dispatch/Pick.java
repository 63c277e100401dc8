package dev.fader.coordinator.dispatch;

import dev.fader.queue.task.Tickets;

/** A task that may be picked. @param cost its share of a ticket: all of it for a task that has a slot to itself */
record Pick(Tickets.Waiting task, double cost) {

    static Pick of(Tickets.Waiting task) {
        return new Pick(task, task.suspect() ? 1 : 1.0 / task.kind().tasksPerTicket());
    }
}
