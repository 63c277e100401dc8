package dev.fader.cli.dataset;

import dev.fader.cli.client.CommandFailure;
import dev.fader.cli.client.FaderClient;
import dev.fader.cli.client.Query;
import dev.fader.cli.local.Server;
import dev.fader.cli.output.JsonLine;
import dev.fader.schemas.api.DatasetState;
import dev.fader.schemas.api.DatasetView;
import dev.fader.schemas.api.Progress;
import dev.fader.schemas.notation.ExitCode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What all commands for data sets have in common: whom they ask, for whom, and how they answer. */
final class DatasetOptions {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(300);

    @Mixin
    private Server server = new Server();

    @Option(names = "--tenant", description = "whose (default: ${DEFAULT-VALUE})")
    private String tenant = "default";

    @Option(names = "--json", description = "print one JSON line")
    private boolean json;

    FaderClient client() {
        return server.client();
    }

    String tenant() {
        return tenant;
    }

    boolean json() {
        return json;
    }

    /** Of all of the tenant's data sets. */
    String path() {
        return "/v1/datasets" + query();
    }

    /** Of one, or of something of it. */
    String path(String name, String rest) {
        return "/v1/datasets/" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20") + rest + query();
    }

    private Query query() {
        return new Query().with("tenant", tenant);
    }

    /** Prints a data set. @return the exit code: whether it can be used, or still may become so */
    int print(String command, DatasetView dataset) {
        boolean ok = dataset.state() != DatasetState.REFUSED;
        if (json) {
            new JsonLine(command, ok).put("dataset", dataset).print();
        } else {
            DatasetText.of(dataset).forEach(System.out::println);
        }
        return ExitCode.ofCheck(ok);
    }

    /** Waits for the end of a check, and says how far it is. */
    DatasetView checked(FaderClient client, DatasetView dataset) {
        long shown = -1;
        DatasetView now = dataset;
        while (now.state() == DatasetState.CHECKING) {
            Progress progress = now.progress();
            if (progress != null && progress.total() != null && (long) progress.done() != shown) {
                shown = (long) progress.done();
                System.err.printf("checking: %d of %d songs%n", shown, Math.round(progress.total()));
            }
            try {
                Thread.sleep(LOOK_AGAIN);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw CommandFailure.failed("interrupted; the check goes on: fader datasets show " + dataset.name());
            }
            now = client.get(path(dataset.id().toString(), ""), DatasetView.class);
        }
        return now;
    }
}
