package dev.fader.cli.run;

import dev.fader.cli.client.FaderClient;
import dev.fader.cli.client.Query;
import dev.fader.cli.local.Server;
import dev.fader.cli.output.JsonLine;
import dev.fader.schemas.Failure;
import dev.fader.schemas.RunId;
import dev.fader.schemas.api.MetricCurve;
import dev.fader.schemas.api.MetricSummary;
import dev.fader.schemas.api.RunEpochView;
import dev.fader.schemas.api.RunEvent;
import dev.fader.schemas.api.RunMetrics;
import dev.fader.schemas.api.RunView;
import dev.fader.schemas.kind.EpochKind;
import dev.fader.schemas.kind.PreflightKind;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fader run}: one run, with its curve. */
@Command(
        name = "run",
        description = "Show a training run: state, curve, epochs, and who did what; --watch follows it.",
        mixinStandardHelpOptions = true)
public final class RunCommand implements Callable<Integer> {

    private static final int POINTS = 66;

    @Mixin
    private Server server = new Server();

    @Parameters(paramLabel = "RUN", description = "id that 'train' printed")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private RunId run;

    @Option(names = "--metric", description = "whose curve (default: ${DEFAULT-VALUE})")
    private String metric = "loss_db";

    @Option(names = "--watch", description = "wait for its end, with a line for each epoch")
    private boolean watch;

    @Option(names = "--json", description = "print one JSON line")
    private boolean json;

    @Override
    public Integer call() {
        FaderClient client = server.client();
        String path = "/v1/runs/" + run;
        RunView view = watch ? RunWatch.toTheEnd(client, run, json) : client.get(path, RunView.class);
        List<RunEpochView> epochs = List.of(client.get(path + "/epochs", RunEpochView[].class));
        List<RunEvent> history = List.of(client.get(path + "/history", RunEvent[].class));
        List<MetricSummary> metrics =
                client.get(path + "/metrics", RunMetrics.class).metrics();
        if (json) {
            new JsonLine("run", true)
                    .put("run", view)
                    .put("epochs", epochs)
                    .put("history", history)
                    .put("metrics", metrics)
                    .print();
            return 0;
        }
        show(view);
        if (metrics.stream().anyMatch(one -> one.name().equals(metric))) {
            MetricCurve curve =
                    client.get(path + "/metrics/" + metric + new Query().with("points", POINTS), MetricCurve.class);
            System.out.printf("%n%s%n%s", metric, CurvePlot.of(curve.points()));
        } else if (!metrics.isEmpty()) {
            System.out.printf(
                    "%nno '%s' is recorded; there are %s%n",
                    metric,
                    String.join(", ", metrics.stream().map(MetricSummary::name).toList()));
        }
        epochs.stream().filter(epoch -> epoch.kept() || epoch.superseded()).forEach(RunCommand::showEpoch);
        history.forEach(event -> System.out.printf(
                "%s  %s %s%s%n",
                event.at(),
                event.actor(),
                event.action().wireName(),
                event.detail() == null ? "" : ": " + event.detail()));
        return 0;
    }

    private static void show(RunView view) {
        System.out.println(RunLines.line(view));
        PreflightKind.Result expected = view.expected();
        if (expected != null) {
            System.out.println(RunWatch.expectation(expected));
        }
        Failure failure = view.failure();
        if (failure != null) {
            System.out.printf("%s: %s%n", failure.reason(), failure.detail());
        }
        if (view.worker() != null) {
            System.out.println("on " + view.worker());
        }
    }

    private static void showEpoch(RunEpochView view) {
        EpochKind.Result result = view.result();
        System.out.printf(
                Locale.ROOT,
                "epoch %-4d %7.2f dB  %8s%s%s%n",
                result.epoch(),
                result.validationSdrDb(),
                RunLines.duration(result.seconds()),
                view.superseded() ? "  superseded" : "",
                view.kept() ? "  checkpoint kept" : "");
    }
}
