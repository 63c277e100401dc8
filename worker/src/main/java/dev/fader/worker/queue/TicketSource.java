package dev.fader.worker.queue;

import dev.fader.schemas.Ticket;
import java.time.Duration;
import java.util.List;

/**
 * Where tickets come from. One thread owns a source. Tickets of a poll are
 * held until {@link #accept} or {@link #release}, one of which must follow.
 */
public interface TicketSource extends AutoCloseable {

    /** Waits for tickets, at most as many as given; those that cannot be read go to the dead letters. */
    List<Ticket> poll(int atMost, Duration wait);

    /** The tickets of the last poll are used up. */
    void accept();

    /** The tickets of the last poll could not be used now; anybody may have them. */
    void release();

    @Override
    void close();
}
