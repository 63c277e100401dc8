package dev.fader.cli.batch;

import dev.fader.cli.client.Query;
import dev.fader.cli.local.Server;
import dev.fader.cli.output.JsonLine;
import dev.fader.schemas.api.BatchPage;
import dev.fader.schemas.api.BatchView;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fader batches}: the newest first. */
@Command(name = "batches", description = "List batches, the newest first.", mixinStandardHelpOptions = true)
public final class BatchesCommand implements Callable<Integer> {

    @Mixin
    private Server server = new Server();

    @Option(names = "--tenant", description = "of that tenant")
    private @Nullable String tenant;

    @Option(names = "--label", paramLabel = "KEY=VALUE", description = "with that label; repeatable")
    private List<String> labels = List.of();

    @Option(names = "--limit", description = "how many at most (default: ${DEFAULT-VALUE})")
    private int limit = 20;

    @Option(names = "--json", description = "print one JSON line")
    private boolean json;

    @Override
    public Integer call() {
        Query query =
                new Query().with("tenant", tenant).withAll("label", labels).with("limit", limit);
        List<BatchView> batches =
                server.client().get("/v1/batches" + query, BatchPage.class).batches();
        if (json) {
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
