package dev.fader.worker.queue;

import dev.fader.schemas.Ticket;
import dev.fader.schemas.kind.TaskKind;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

/**
 * Where the tickets of one class come from. One thread owns a source. A ticket is held until {@link #accept} or
 * {@link #release}, one of which must follow.
 */
public interface TicketSource extends AutoCloseable {

    /** Waits for a ticket of one of the kinds; those that cannot be read go to the dead letters. */
    Optional<Ticket> poll(Collection<TaskKind<?, ?>> kinds, Duration wait);

    /** The ticket of the last poll is used up. */
    void accept();

    /** The ticket of the last poll could not be used now; anybody may have it. */
    void release();

    @Override
    void close();
}
