package dev.fader.bench.contender;

import java.time.Duration;
import java.time.Instant;

/** A queue of empty tasks, on a database of its own, that can be told when to work. */
public interface Contender extends AutoCloseable {

    /** As JSON and the table name it. */
    String name();

    /** What it was set to, in words. */
    String configuration();

    /** While it does not work: submits until that many wait, and brings the database's statistics up to date. */
    void fill(int waiting);

    /** Submits tasks behind those that wait, in one transaction. */
    void submit(int tasks);

    /** Begins to work on what waits. */
    void start();

    /** Works no more when this returns. */
    void stop();

    /** How many tasks were committed so far, nearly, and at hardly any cost. */
    long committed();

    /**
     * A while.
     *
     * @param before what {@link #committed} was at its beginning
     * @param after what it was at its end
     */
    record Span(Instant from, long before, Instant to, long after) {

        public double seconds() {
            return Duration.between(from, to).toNanos() / 1e9;
        }
    }

    /** How many tasks were committed in that time: by their rows, where it keeps rows. */
    long committed(Span span);

    /** Looks whether anything was lost or done twice, where that can be seen. @throws IllegalStateException if so */
    default void verify() {}

    @Override
    void close();
}
