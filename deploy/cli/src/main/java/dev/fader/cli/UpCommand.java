package dev.fader.cli;

import dev.fader.cli.local.Installation;
import dev.fader.cli.local.LocalStack;
import dev.fader.cli.local.StackOptions;
import dev.fader.schemas.FaderJson;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fader up}: the whole service on this machine, until Ctrl-C or {@code fader down}. */
@Command(
        name = "up",
        description = "Start PostgreSQL, Kafka, object storage, coordinator and worker on this machine.",
        mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {

    @Mixin
    private StackOptions options = new StackOptions();

    @Option(
            names = "--workers",
            description = "worker processes, on --worker-port and above (default: ${DEFAULT-VALUE})")
    private int workers = 1;

    @Option(names = "--set", paramLabel = "NAME=VALUE", description = "a setting of coordinator and worker")
    private List<String> settings = List.of();

    @Option(names = "--json", description = "print one JSON line when everything is ready")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        LocalStack stack = new LocalStack(
                Installation.ofThisProcess(), options.data(), options.ports(), workers, settings, System.err::println);
        // Ctrl-C, SIGTERM and an error while starting all end here
        Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "stop"));
        stack.start();
        System.out.println(ready());
        throw stack.broken().get();
    }

    private String ready() {
        if (json) {
            return FaderJson.write(Map.of(
                    "name", "up",
                    "ok", true,
                    "api", options.ports().api(),
                    "ports", options.ports(),
                    "data", options.data().toString()));
        }
        return "Fader is ready at %s, its data and logs are in %s; Ctrl-C or 'fader down' stops it"
                .formatted(options.ports().api(), options.data());
    }
}
