package dev.fader.cli.run;

import dev.fader.cli.client.Query;
import dev.fader.cli.local.Server;
import dev.fader.cli.output.JsonLine;
import dev.fader.schemas.api.RunPage;
import dev.fader.schemas.api.RunView;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fader runs}: the newest. */
@Command(name = "runs", description = "List training runs, newest first.", mixinStandardHelpOptions = true)
public final class RunsCommand implements Callable<Integer> {

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
        List<RunView> runs =
                server.client().get("/v1/runs" + query, RunPage.class).runs();
        if (json) {
            new JsonLine("runs", true).put("runs", runs).print();
        } else {
            runs.forEach(run -> System.out.println(RunLines.line(run)));
        }
        return 0;
    }
}
