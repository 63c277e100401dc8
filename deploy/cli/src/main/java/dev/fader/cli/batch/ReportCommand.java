package dev.fader.cli.batch;

import dev.fader.cli.client.FaderClient;
import dev.fader.cli.local.Server;
import dev.fader.cli.output.JsonLine;
import dev.fader.cli.output.LeftOut;
import dev.fader.cli.watch.DryRunView;
import dev.fader.cli.watch.Reconnect;
import dev.fader.schemas.BatchId;
import dev.fader.schemas.api.BatchView;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fader report}: what a dry run found, and the batch that it was for. */
@Command(
        name = "report",
        description = "Show what a dry run found; with --submit, submit what it was for.",
        mixinStandardHelpOptions = true)
public final class ReportCommand implements Callable<Integer> {

    @Mixin
    private Server server = new Server();

    @Mixin
    private Reconnect reconnect = new Reconnect();

    @Parameters(paramLabel = "BATCH", description = "id that 'submit --dry-run' printed")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private BatchId batch;

    @Option(names = "--submit", description = "submit it")
    private boolean submit;

    @Option(names = "--skip-refused", description = "with --submit: leave out the files that would fail")
    private boolean skipRefused;

    @Option(names = "--json", description = "print one JSON line")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        FaderClient client = server.client();
        if (!submit) {
            return DryRunView.atTheEnd(client, batch, reconnect).print("report", json, LeftOut.NOTHING);
        }
        BatchView made = client.post(
                "/v1/batches/%s/submit?skipRefused=%s".formatted(batch, skipRefused), null, BatchView.class);
        if (json) {
            new JsonLine("report", true).put("batch", made).print();
        } else {
            System.out.println(made.id());
        }
        return 0;
    }
}
