package dev.fader.coordinator.dispatch;

import dev.fader.schemas.TaskId;
import dev.fader.schemas.Ticket;
import java.util.List;

/** Where tickets go. */
public interface TicketPublisher {

    /** Publishes all, and waits for it. @return the tasks whose tickets did not make it */
    List<TaskId> publish(List<Ticket> tickets);
}
