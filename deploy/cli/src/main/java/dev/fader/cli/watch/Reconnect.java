package dev.fader.cli.watch;

import dev.fader.cli.client.Reconnecting;
import java.time.Duration;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** The option of commands that follow a batch: how long they outlive the coordinator that they ask. */
public final class Reconnect {

    @Option(
            names = "--reconnect",
            paramLabel = "SECONDS",
            description = "while the coordinator does not answer, go on trying for so long, then exit with 5"
                    + " (default: ${DEFAULT-VALUE}; 0: not at all)")
    private long seconds = 600;

    /** @param screen hears that there is no answer, and that there is one again */
    public Reconnecting saying(Consumer<String> screen) {
        return new Reconnecting(Duration.ofSeconds(Math.max(0, seconds)), screen);
    }
}
