package dev.fader.cli.batch;

import dev.fader.cli.local.Server;
import dev.fader.cli.output.JsonLine;
import dev.fader.schemas.BatchId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fader delete}: a batch that has ended, with all that belongs to it. */
@Command(
        name = "delete",
        description = "Delete outputs, uploads and records of a batch that has ended.",
        mixinStandardHelpOptions = true)
public final class DeleteCommand implements Callable<Integer> {

    @Mixin
    private Server server = new Server();

    @Parameters(paramLabel = "BATCH", description = "id that 'submit' printed")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private BatchId batch;

    @Option(names = "--json", description = "print one JSON line")
    private boolean json;

    @Override
    public Integer call() {
        server.client().delete("/v1/batches/" + batch);
        if (json) {
            new JsonLine("delete", true).put("batch", batch).print();
        } else {
            System.out.println(batch + " is deleted");
        }
        return 0;
    }
}
