package dev.fader.stack;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Kafka as a process of its own, until it is asked to end. Arguments: its folder and its port; of a detour, the port
 * where the broker listens and the one that clients come back to.
 */
public final class BrokerMain {

    private BrokerMain() {}

    public static void main(String[] args) {
        EmbeddedBroker.@Nullable Detour detour = args.length < 4
                ? null
                : new EmbeddedBroker.Detour(Integer.parseInt(args[2]), Integer.parseInt(args[3]));
        ServerMain.run("Kafka", () -> EmbeddedBroker.start(Path.of(args[0]), Integer.parseInt(args[1]), detour));
    }
}
