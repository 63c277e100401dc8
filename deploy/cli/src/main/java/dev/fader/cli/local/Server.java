package dev.fader.cli.local;

import dev.fader.cli.client.FaderClient;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of the commands that talk to a coordinator: by address, or the one that runs on this machine's data. */
public final class Server {

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "the coordinator (default: $FADER_SERVER, or else the one on this machine)")
    private @Nullable URI server;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "folder of the stack on this machine (default: .fader in the project)")
    private @Nullable Path data;

    public FaderClient client() {
        String environment = System.getenv("FADER_SERVER");
        URI address = server == null && environment != null ? URI.create(environment) : server;
        return new FaderClient(
                address != null
                        ? address
                        : RunningStack.find(data())
                                .map(RunningStack::ports)
                                .orElse(Ports.DEFAULT)
                                .api());
    }

    private Path data() {
        Path chosen = data;
        return (chosen == null ? Installation.ofThisProcess().defaultData() : chosen)
                .toAbsolutePath()
                .normalize();
    }
}
