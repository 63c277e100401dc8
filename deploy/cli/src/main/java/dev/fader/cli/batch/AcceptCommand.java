package dev.fader.cli.batch;

import dev.fader.cli.local.Server;
import dev.fader.schemas.api.BulkAction;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code fader accept}: what waits for a review. */
@Command(
        name = "accept",
        description = "Take outputs that wait for a review as they are.",
        mixinStandardHelpOptions = true)
public final class AcceptCommand implements Callable<Integer> {

    @Mixin
    private Server server = new Server();

    @Mixin
    private Bulk bulk = new Bulk();

    @Override
    public Integer call() {
        BulkAction.Done done = bulk.act(server.client(), "accept");
        return bulk.print("accept", done, "accepted");
    }
}
