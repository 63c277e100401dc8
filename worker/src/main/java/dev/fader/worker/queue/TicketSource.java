package dev.fader.worker.queue;

import dev.fader.schemas.Ticket;
import java.time.Duration;
import java.util.Optional;

/**
 * Where the tickets of one class come from, of the kinds that it was made for. One thread owns a source. A ticket is held until {@link #accept} or
 * {@link #release}, one of which must follow.
 */
public interface TicketSource extends AutoCloseable {

    /** Waits for a ticket; those that cannot be read go to the dead letters. */
    Optional<Ticket> poll(Duration wait);

    /** The ticket of the last poll is used up. */
    void accept();

    /** The ticket of the last poll could not be used now; anybody may have it. */
    void release();

    @Override
    void close();
}
