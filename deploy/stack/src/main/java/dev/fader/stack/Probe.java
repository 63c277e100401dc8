package dev.fader.stack;

import java.time.Duration;

/** Asks a server a small question, to see whether it still works: one that is frozen is alive and does not answer. */
public interface Probe extends AutoCloseable {

    /** @param within longest time to wait. @return whether it answered, be it by a refusal */
    boolean answers(Duration within) throws InterruptedException;

    /** Lets go of what it asked with. */
    @Override
    default void close() {}
}
