package dev.fader.cli.batch;

import dev.fader.cli.client.FaderClient;
import dev.fader.cli.local.Server;
import dev.fader.cli.output.LeftOut;
import dev.fader.cli.watch.BatchOutcome;
import dev.fader.cli.watch.Reconnect;
import dev.fader.schemas.BatchId;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fader watch BATCH}: bars that move, then what became of each file. */
@Command(name = "watch", description = "Follow a batch to its end.", mixinStandardHelpOptions = true)
public final class WatchCommand implements Callable<Integer> {

    @Mixin
    private Server server = new Server();

    @Mixin
    private Reconnect reconnect = new Reconnect();

    @Parameters(paramLabel = "BATCH", description = "id that 'submit' printed")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private BatchId batch;

    @Option(names = "--download", paramLabel = "DIR", description = "fetch the outputs")
    private @Nullable Path download;

    @Option(names = "--json", description = "print one JSON line at the end")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        FaderClient client = server.client();
        // one that is not there from the beginning is not waited for
        client.batch(batch);
        return BatchOutcome.of(client, batch, download, reconnect).print("watch", json, LeftOut.NOTHING);
    }
}
