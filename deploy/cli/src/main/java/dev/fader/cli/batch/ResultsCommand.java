package dev.fader.cli.batch;

import dev.fader.cli.client.FaderClient;
import dev.fader.cli.local.Server;
import dev.fader.cli.output.LeftOut;
import dev.fader.cli.watch.BatchOutcome;
import dev.fader.schemas.BatchId;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fader results BATCH}: what there is so far. */
@Command(
        name = "results",
        description = "List what a batch has made so far, and fetch it; what was fetched before is not fetched again.",
        mixinStandardHelpOptions = true)
public final class ResultsCommand implements Callable<Integer> {

    @Mixin
    private Server server = new Server();

    @Parameters(paramLabel = "BATCH", description = "id that 'submit' printed")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private BatchId batch;

    @Option(names = "--download", paramLabel = "DIR", description = "fetch the outputs, or the rest of them")
    private @Nullable Path download;

    @Option(names = "--json", description = "print one JSON line at the end")
    private boolean json;

    @Override
    public Integer call() {
        FaderClient client = server.client();
        return BatchOutcome.of(client, client.batch(batch), client.tasks(batch), download)
                .print("results", json, LeftOut.NOTHING);
    }
}
