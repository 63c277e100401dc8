package dev.fader.cli.local;

import dev.fader.cli.client.CommandFailure;
import dev.fader.cli.client.FaderClient;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
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
    private @Nullable String server;

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
            return Optional.ofNullable(server).map(address -> address("--server", address));
        }
        return Optional.ofNullable(System.getenv("FADER_SERVER")).map(address -> address("FADER_SERVER", address));
    }

    private static URI address(String from, String text) {
        try {
            URI address = URI.create(text);
            if (address.getHost() != null && List.of("http", "https").contains(address.getScheme())) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw CommandFailure.wrongUsage(
                "%s is '%s', which is no address such as http://127.0.0.1:18080".formatted(from, text));
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
