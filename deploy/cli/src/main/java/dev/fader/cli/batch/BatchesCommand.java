package dev.fader.cli.batch;

import dev.fader.cli.local.Listing;
import dev.fader.cli.local.Server;
import dev.fader.cli.output.JsonLine;
import dev.fader.schemas.api.BatchPage;
import dev.fader.schemas.api.BatchView;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code fader batches}: the newest first. */
@Command(name = "batches", description = "List batches, the newest first.", mixinStandardHelpOptions = true)
public final class BatchesCommand implements Callable<Integer> {

    @Mixin
    private Server server = new Server();

    @Mixin
    private Listing listing = new Listing();

    @Override
    public Integer call() {
        List<BatchView> batches = server.client()
                .get("/v1/batches" + listing.query(), BatchPage.class)
                .batches();
        if (listing.json()) {
            new JsonLine("batches", true).put("batches", batches).print();
        } else {
            for (BatchView batch : batches) {
                System.out.printf(
                        "%s  %-21s %-7s %s%s%n",
                        batch.id(),
                        batch.state(),
                        batch.kind().wireName(),
                        batch.tasks(),
                        batch.paused() ? " (paused)" : "");
            }
        }
        return 0;
    }
}
