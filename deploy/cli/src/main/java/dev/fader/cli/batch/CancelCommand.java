package dev.fader.cli.batch;

import dev.fader.cli.local.Server;
import dev.fader.schemas.api.BulkAction;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code fader cancel}: a file, a batch, or whatever a filter finds. */
@Command(
        name = "cancel",
        description =
                "Cancel a file, a batch, a training run, or whatever a filter finds; what runs stops within a chunk.",
        mixinStandardHelpOptions = true)
public final class CancelCommand implements Callable<Integer> {

    @Mixin
    private Server server = new Server();

    @Mixin
    private Bulk bulk = new Bulk();

    @Override
    public Integer call() {
        if (bulk.namesARun()) {
            return bulk.cancelRun(server.client());
        }
        BulkAction.Done done = bulk.act(server.client(), "cancel");
        return bulk.print("cancel", done, "cancelled");
    }
}
