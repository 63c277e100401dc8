package dev.fader.cli.supervise;

import dev.fader.cli.client.CommandFailure;
import java.io.IOException;
import java.time.Duration;

/** A part that has been started. */
public interface Running extends AutoCloseable {

    /** The process that the part consists of, or that started its others. */
    ProcessHandle process();

    /** @return whether it ended within that time */
    boolean awaitEnd(Duration most) throws InterruptedException;

    /** What to say when it ended and should not have: its exit code, and the last it said. */
    CommandFailure ended();

    /** Ends all its processes at once, as a crash would; one that is frozen, too. */
    void kill();

    /** Asks it to stop, and waits until it has. */
    @Override
    void close() throws IOException, InterruptedException;
}
