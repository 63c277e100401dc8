package dev.fader.cli;

import dev.fader.cli.local.Installation;
import dev.fader.cli.local.LocalStack;
import dev.fader.cli.local.StackOptions;
import dev.fader.cli.local.StackPlan;
import dev.fader.cli.supervise.Patience;
import dev.fader.schemas.FaderJson;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fader up}: the whole service on this machine, until Ctrl-C or {@code fader down}. */
@Command(
        name = "up",
        description = {
            "Start PostgreSQL, Kafka, object storage, coordinator and workers on this machine, and keep them alive.",
            "What ends or freezes is started again, and said on the screen; it ends when that is no help."
        },
        mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private StackOptions options = new StackOptions();

    @Option(
            names = "--workers",
            description = "worker processes, on --worker-port and above (default: ${DEFAULT-VALUE})")
    private int workers = 1;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "a setting of coordinator and workers, before all others; repeatable")
    private Map<String, String> settings = Map.of();

    @Option(names = "--json", description = "print one JSON line when everything is ready")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        check();
        StackPlan plan =
                new StackPlan(Installation.ofThisProcess(), options.data(), options.ports(), workers, settings);
        LocalStack stack = new LocalStack(plan, Patience.DEFAULT, System.err::println);
        // Ctrl-C, SIGTERM and an error while starting all end here
        Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "stop"));
        stack.start();
        System.out.println(ready(stack));
        throw stack.broken().get();
    }

    private void check() {
        if (workers < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--workers is %d: at least one has to do the work".formatted(workers));
        }
        for (String name : StackPlan.OWN_TO_A_SERVICE) {
            if (settings.containsKey(name)) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--set %s would hold for all services: use --api-port and --worker-port".formatted(name));
            }
        }
    }

    private String ready(LocalStack stack) {
        if (json) {
            return FaderJson.write(Map.of(
                    "name", "up",
                    "ok", true,
                    "pid", ProcessHandle.current().pid(),
                    "api", options.ports().api(),
                    "ports", options.ports(),
                    "parts", stack.parts(),
                    "data", options.data().toString()));
        }
        return "Fader is ready at %s, its data and logs are in %s; Ctrl-C or 'fader down' stops it"
                .formatted(options.ports().api(), options.data());
    }
}
