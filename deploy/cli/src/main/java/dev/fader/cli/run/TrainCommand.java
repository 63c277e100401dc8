package dev.fader.cli.run;

import dev.fader.cli.client.FaderClient;
import dev.fader.cli.local.Server;
import dev.fader.cli.output.JsonLine;
import dev.fader.schemas.api.RunView;
import dev.fader.schemas.api.SubmitRun;
import dev.fader.schemas.kind.PreflightKind;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fader train}: a training run on the service. */
@Command(
        name = "train",
        description = {
            "Queue a training run: what 'fader trainer train' does with the same file, or 'train-mixer' with a mixer's, on the",
            "service's workers.",
            "Its data, its network and a few steps are looked at first; what is wrong is said before anything waits."
        },
        mixinStandardHelpOptions = true)
public final class TrainCommand implements Callable<Integer> {

    @Mixin
    private Server server = new Server();

    @Parameters(paramLabel = "FILE", description = "the trainer's configuration, as 'fader trainer preset' prints it")
    private Path file = Path.of("");

    @Option(
            names = "--dataset",
            paramLabel = "NAME",
            required = true,
            description = "a data set, as 'fader datasets' lists them")
    private String data = "";

    @Option(names = "--name", description = "what to call it (default: as the data set)")
    private @Nullable String name;

    @Option(names = "--tenant", description = "whose run it is")
    private @Nullable String tenant;

    @Option(names = "--priority", description = "higher goes first")
    private @Nullable Integer priority;

    @Option(names = "--label", paramLabel = "KEY=VALUE", description = "to find it by; repeatable")
    private Map<String, @Nullable String> labels = new LinkedHashMap<>();

    @Option(names = "--from", paramLabel = "SHA256", description = "model whose weights it begins with")
    private @Nullable String from;

    @Option(
            names = "--separator",
            paramLabel = "NAME=MODEL",
            description =
                    "of a mixer: the model of a separator of the configuration, as 'fader models' lists it; once for each")
    private Map<String, @Nullable String> separators = new LinkedHashMap<>();

    @Option(names = "--keep-every", paramLabel = "N", description = "keep every Nth checkpoint besides best and last")
    private @Nullable Integer keepEvery;

    @Option(names = "--watch", description = "wait for its end, with a line for each epoch")
    private boolean watch;

    @Option(names = "--json", description = "print one JSON line")
    private boolean json;

    @Override
    public Integer call() {
        FaderClient client = server.client();
        SubmitRun submitted = new SubmitRun(
                name,
                tenant,
                data,
                ConfigFile.config(file),
                from,
                separators.isEmpty() ? null : separators,
                priority,
                labels.isEmpty() ? null : labels,
                keepEvery);
        RunView run = client.post("/v1/runs", submitted, RunView.class);
        run = RunWatch.lookedAt(client, run.id());
        PreflightKind.Result expected = run.expected();
        if (expected != null) {
            System.err.println(RunWatch.expectation(expected));
        }
        if (watch) {
            run = RunWatch.toTheEnd(client, run.id(), json);
        }
        if (json) {
            new JsonLine("train", true).put("run", run).print();
        } else {
            System.out.println(run.id());
        }
        return 0;
    }
}
