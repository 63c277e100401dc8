package dev.fader.coordinator.dispatch;

import dev.fader.schemas.Ticket;
import java.util.List;

/** Where tickets go. */
public interface TicketPublisher {

    /** Publishes all, and waits for it. @return those that did not make it */
    List<Ticket> publish(List<Ticket> tickets);
}
