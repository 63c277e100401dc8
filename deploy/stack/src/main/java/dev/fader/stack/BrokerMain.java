package dev.fader.stack;

import java.nio.file.Path;

/** Kafka as a process of its own, until it is asked to end. Arguments: its folder and its port. */
public final class BrokerMain {

    private BrokerMain() {}

    public static void main(String[] args) {
        ServerMain.run("Kafka", () -> EmbeddedBroker.start(Path.of(args[0]), Integer.parseInt(args[1])));
    }
}
