package dev.fader.cli.run;

import dev.fader.cli.local.Listing;
import dev.fader.cli.local.Server;
import dev.fader.cli.output.JsonLine;
import dev.fader.schemas.api.RunPage;
import dev.fader.schemas.api.RunView;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code fader runs}: the newest. */
@Command(name = "runs", description = "List training runs, newest first.", mixinStandardHelpOptions = true)
public final class RunsCommand implements Callable<Integer> {

    @Mixin
    private Server server = new Server();

    @Mixin
    private Listing listing = new Listing();

    @Override
    public Integer call() {
        List<RunView> runs =
                server.client().get("/v1/runs" + listing.query(), RunPage.class).runs();
        if (listing.json()) {
            new JsonLine("runs", true).put("runs", runs).print();
        } else {
            runs.forEach(run -> System.out.println(RunLines.line(run)));
        }
        return 0;
    }
}
