package dev.fader.cli.supervise;

import dev.fader.stack.Probe;
import java.io.IOException;

/** A program that the service needs: how to start it, and how to ask it whether it works. */
public interface Part {

    /** For programs, such as {@code kafka}. */
    String id();

    /** For people, such as "Kafka". */
    String name();

    /** Where it listens, on loopback. */
    int port();

    /** Starts it on the same port and data as before. */
    Running start() throws IOException, InterruptedException;

    Probe probe();
}
