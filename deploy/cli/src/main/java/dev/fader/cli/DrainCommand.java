package dev.fader.cli;

import dev.fader.cli.client.CommandFailure;
import dev.fader.cli.client.FaderClient;
import dev.fader.cli.client.PathSegment;
import dev.fader.cli.local.Server;
import dev.fader.cli.output.JsonLine;
import dev.fader.schemas.api.WorkerView;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fader drain}: before a worker process is taken away. */
@Command(
        name = "drain",
        description = {
            "Have a worker process take no more tasks: training leaves a checkpoint and goes on elsewhere, the rest is finished.",
            "It holds until the process ends; 'fader status' lists workers."
        },
        mixinStandardHelpOptions = true)
final class DrainCommand implements Callable<Integer> {

    private static final Duration PAUSE = Duration.ofMillis(500);

    @Mixin
    private Server server = new Server();

    @Parameters(paramLabel = "WORKER", description = "id of a worker process")
    private String worker = "";

    @Option(names = "--undo", description = "have it take tasks again")
    private boolean undo;

    @Option(names = "--wait", description = "return when it has nothing in hand any more")
    private boolean wait;

    @Option(names = "--json", description = "print one JSON line")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        FaderClient client = server.client();
        String path = "/v1/workers/%s/%s".formatted(PathSegment.of(worker), undo ? "undrain" : "drain");
        WorkerView view = client.post(path, null, WorkerView.class);
        while (wait && !undo && !isEmpty(view)) {
            Thread.sleep(PAUSE);
            view = find(client);
        }
        if (json) {
            new JsonLine("drain", true).put("worker", view).print();
        } else {
            System.out.println(undo ? worker + " takes tasks again" : said(view));
        }
        return 0;
    }

    /** A process that has heard of it and has nothing in hand will have nothing any more. */
    private static boolean isEmpty(WorkerView view) {
        return !view.alive()
                || (!view.state().equals("READY")
                        && view.running() == 0
                        && view.tasks().isEmpty());
    }

    private WorkerView find(FaderClient client) {
        return client.workers().stream()
                .filter(found -> found.id().equals(worker))
                .findFirst()
                .orElseThrow(() -> CommandFailure.failed("there is no worker '%s' any more".formatted(worker)));
    }

    private static String said(WorkerView view) {
        return isEmpty(view)
                ? view.id() + " has nothing in hand and takes no more"
                : "%s takes no more, and has %d in hand"
                        .formatted(view.id(), view.tasks().size());
    }
}
