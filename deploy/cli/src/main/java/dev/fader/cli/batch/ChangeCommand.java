package dev.fader.cli.batch;

import dev.fader.cli.client.PathSegment;
import dev.fader.cli.local.Server;
import dev.fader.cli.output.JsonLine;
import dev.fader.cli.run.RunTarget;
import dev.fader.schemas.api.BatchChange;
import dev.fader.schemas.api.BatchView;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fader change}: priority and retention. */
@Command(
        name = "change",
        description = "Change a batch's or a run's priority while it waits, or how long a batch is kept.",
        mixinStandardHelpOptions = true)
public final class ChangeCommand implements Callable<Integer> {

    @Mixin
    private Server server = new Server();

    @Parameters(paramLabel = "ID", description = "id that 'submit' or 'train' printed")
    private String id = "";

    @Option(names = "--priority", description = "higher goes first")
    private @Nullable Integer priority;

    @Option(names = "--retain-days", paramLabel = "DAYS", description = "delete outputs and records after that")
    private @Nullable Integer retainDays;

    @Option(names = "--json", description = "print one JSON line")
    private boolean json;

    @Override
    public Integer call() {
        if (RunTarget.isRun(id)) {
            return RunTarget.priority(server.client(), id, priority, json);
        }
        BatchView changed = server.client()
                .patch("/v1/batches/" + PathSegment.of(id), new BatchChange(priority, retainDays), BatchView.class);
        if (json) {
            new JsonLine("change", true).put("batch", changed).print();
        } else {
            System.out.printf(
                    "%s: priority %d, %s%n",
                    changed.id(),
                    changed.priority(),
                    changed.retainDays() == null ? "kept" : "kept for %d days".formatted(changed.retainDays()));
        }
        return 0;
    }
}
