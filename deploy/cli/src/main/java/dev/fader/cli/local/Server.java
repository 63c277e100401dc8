package dev.fader.cli.local;

import dev.fader.cli.client.FaderClient;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of the commands that talk to a coordinator: by address, or the one that runs on this machine's data. */
public final class Server {

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "the coordinator (default: $FADER_SERVER without --data, or else the one on this machine)")
    private @Nullable URI server;

    @Mixin
    private DataFolder data = new DataFolder();

    /** The coordinator that is meant; nothing has been asked of it yet. */
    public FaderClient client() {
        return new FaderClient(named().orElseGet(() ->
                local().map(RunningStack::ports).orElse(Ports.DEFAULT).api()));
    }

    /** The address that was given; what the command line says comes before the environment. */
    public Optional<URI> named() {
        if (server != null || data.chosen().isPresent()) {
            return Optional.ofNullable(server);
        }
        return Optional.ofNullable(System.getenv("FADER_SERVER")).map(URI::create);
    }

    /** The stack that runs on this machine's data. */
    public Optional<RunningStack> local() {
        return RunningStack.find(data.path());
    }

    /** The folder of this machine's stack. */
    public Path folder() {
        return data.path();
    }
}
