package dev.fader.cli.sweep;

import dev.fader.cli.client.CommandFailure;
import dev.fader.cli.client.DownloadFolder;
import dev.fader.cli.client.FaderClient;
import dev.fader.cli.client.Query;
import dev.fader.cli.local.Server;
import dev.fader.cli.output.JsonLine;
import dev.fader.cli.run.ConfigFile;
import dev.fader.schemas.SweepId;
import dev.fader.schemas.api.SubmitSweep;
import dev.fader.schemas.api.SweepPage;
import dev.fader.schemas.api.SweepState;
import dev.fader.schemas.api.SweepView;
import dev.fader.schemas.notation.ExitCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fader sweep}: many runs from one file, and what came of them. */
@Command(
        name = "sweep",
        description = {
            "Queue a sweep: a run for each point of a grid or a random search, by successive halving where the file says so,",
            "then evaluations and a report. Or show, list, hold back or cancel sweeps."
        },
        mixinStandardHelpOptions = true)
public final class SweepCommand implements Callable<Integer> {

    @Mixin
    private Server server = new Server();

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "configuration, points, budget and evaluation, JSON")
    private @Nullable Path file;

    @Option(names = "--show", paramLabel = "SWEEP", description = "the table of that sweep")
    private @Nullable SweepId show;

    @Option(
            names = "--best",
            paramLabel = "SWEEP",
            description = "print the SHA-256 of its best model alone, as 'promote' takes it")
    private @Nullable SweepId best;

    @Option(names = "--list", description = "the newest")
    private boolean list;

    @Option(names = "--cancel", paramLabel = "SWEEP", description = "end its runs")
    private @Nullable SweepId cancel;

    @Option(names = "--pause", paramLabel = "SWEEP", description = "stop its runs at their next step")
    private @Nullable SweepId pause;

    @Option(names = "--resume", paramLabel = "SWEEP", description = "end a pause")
    private @Nullable SweepId resume;

    @Option(
            names = "--dataset",
            paramLabel = "NAME",
            description = "train on that data set (default: as the file says)")
    private @Nullable String data;

    @Option(names = "--name", description = "what to call it (default: as the file says)")
    private @Nullable String name;

    @Option(names = "--tenant", description = "whose it is (default: as the file says)")
    private @Nullable String tenant;

    @Option(names = "--watch", description = "wait for its end")
    private boolean watch;

    @Option(names = "--report", paramLabel = "FOLDER", description = "fetch its report into that folder")
    private @Nullable Path report;

    @Option(names = "--json", description = "print one JSON line")
    private boolean json;

    @Override
    public Integer call() {
        long asked = Stream.of(file, show, best, cancel, pause, resume)
                        .filter(Objects::nonNull)
                        .count()
                + (list ? 1 : 0);
        if (asked != 1) {
            throw CommandFailure.wrongUsage(
                    "one of FILE, --show, --best, --list, --cancel, --pause and --resume is expected, not %d"
                            .formatted(asked));
        }
        FaderClient client = server.client();
        return list ? list(client) : show(client, sweep(client));
    }

    private SweepView sweep(FaderClient client) {
        if (file != null) {
            return client.post("/v1/sweeps", submitted(file), SweepView.class);
        }
        if (show != null || best != null) {
            return client.get("/v1/sweeps/" + (show == null ? best : show), SweepView.class);
        }
        if (cancel != null) {
            return client.post("/v1/sweeps/" + cancel + "/cancel", null, SweepView.class);
        }
        return pause != null
                ? client.post("/v1/sweeps/" + pause + "/pause", null, SweepView.class)
                : client.post("/v1/sweeps/" + resume + "/resume", null, SweepView.class);
    }

    private SubmitSweep submitted(Path from) {
        SubmitSweep sweep = ConfigFile.read(from, SubmitSweep.class);
        return new SubmitSweep(
                name == null ? sweep.name() : name,
                tenant == null ? sweep.tenant() : tenant,
                data == null ? sweep.data() : data,
                sweep.config(),
                sweep.separators(),
                sweep.priority(),
                sweep.labels(),
                sweep.keepEvery(),
                sweep.points(),
                sweep.halving(),
                sweep.budget(),
                sweep.evaluation());
    }

    private int list(FaderClient client) {
        List<SweepView> sweeps = client.get("/v1/sweeps" + new Query().with("tenant", tenant), SweepPage.class)
                .sweeps();
        if (json) {
            new JsonLine("sweep", true).put("sweeps", sweeps).print();
        } else {
            sweeps.forEach(sweep -> System.out.println(SweepTable.line(sweep)));
        }
        return 0;
    }

    private int show(FaderClient client, SweepView now) {
        SweepView sweep = watch ? SweepWatch.toTheEnd(client, now.id(), json) : now;
        if (report != null) {
            fetch(client, sweep, report);
        }
        boolean ok = sweep.state() != SweepState.FAILED;
        if (json) {
            new JsonLine("sweep", ok).put("sweep", sweep).print();
        } else if (best != null) {
            System.out.println(Ranking.best(sweep)
                    .map(run -> Objects.requireNonNull(run.best()).sha256())
                    .orElseThrow(() -> CommandFailure.failed(
                            "%s is %s and has measured nothing".formatted(sweep.id(), sweep.state()))));
        } else if (file != null && !watch) {
            System.out.println(sweep.id());
        } else {
            System.out.print(SweepTable.of(sweep));
        }
        return ExitCode.ofCheck(ok);
    }

    private static void fetch(FaderClient client, SweepView sweep, Path folder) {
        SweepView.Report made = sweep.report();
        if (made == null || made.download() == null) {
            throw CommandFailure.failed("%s is %s and has no report%s"
                    .formatted(sweep.id(), sweep.state(), sweep.state().isFinal() ? "" : " yet: --watch waits for it"));
        }
        Path fetched = client.download(
                made.download(), new DownloadFolder(folder), made.download().name());
        System.err.println(fetched);
    }
}
