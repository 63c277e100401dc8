package dev.fader.cli.batch;

import dev.fader.cli.client.PathSegment;
import dev.fader.cli.local.Server;
import dev.fader.cli.output.JsonLine;
import dev.fader.cli.run.RunTarget;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fader delete}: a batch that has ended, with all that belongs to it. */
@Command(
        name = "delete",
        description =
                "Delete outputs, uploads and records of a batch that has ended, or checkpoints and records of a run.",
        mixinStandardHelpOptions = true)
public final class DeleteCommand implements Callable<Integer> {

    @Mixin
    private Server server = new Server();

    @Parameters(paramLabel = "ID", description = "id that 'submit' or 'train' printed")
    private String id = "";

    @Option(names = "--json", description = "print one JSON line")
    private boolean json;

    @Override
    public Integer call() {
        server.client().delete("/v1/%s/%s".formatted(RunTarget.isRun(id) ? "runs" : "batches", PathSegment.of(id)));
        if (json) {
            new JsonLine("delete", true).put("id", id).print();
        } else {
            System.out.println(id + " is deleted");
        }
        return 0;
    }
}
