package dev.fader.cli.batch;

import dev.fader.cli.client.FaderClient;
import dev.fader.cli.client.PathSegment;
import dev.fader.cli.local.Server;
import dev.fader.cli.output.JsonLine;
import dev.fader.cli.run.RunTarget;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.api.BatchView;
import dev.fader.schemas.api.PauseView;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fader pause} and {@code fader resume}: a batch, a queue, or everything of a tenant. */
@Command(
        name = "pause",
        description =
                "Start nothing more of a batch, a queue or a tenant; what runs goes on, but a training run stops at its next step.",
        mixinStandardHelpOptions = true)
public class PauseCommand implements Callable<Integer> {

    /** {@code fader resume}. */
    @Command(name = "resume", description = "End a pause.", mixinStandardHelpOptions = true)
    public static final class Resume extends PauseCommand {}

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private Server server = new Server();

    @ArgGroup(multiplicity = "1")
    private What what = new What();

    @Option(names = "--json", description = "print one JSON line")
    private boolean json;

    private static final class What {
        @Parameters(paramLabel = "ID", arity = "1", description = "a batch or a run")
        private @Nullable String id;

        @Option(names = "--queue", description = "a class of tasks: ${COMPLETION-CANDIDATES}")
        private @Nullable TaskClass queue;

        @Option(names = "--tenant", description = "everything of a tenant, and what it submits meanwhile")
        private @Nullable String tenant;
    }

    @Override
    public Integer call() {
        FaderClient client = server.client();
        String verb = spec.name();
        if (RunTarget.isRun(what.id)) {
            return RunTarget.act(client, String.valueOf(what.id), verb, json);
        }
        if (what.id != null) {
            BatchView batch =
                    client.post("/v1/batches/%s/%s".formatted(PathSegment.of(what.id), verb), null, BatchView.class);
            print(
                    new JsonLine(verb, true).put("batch", batch),
                    batch.id() + (batch.paused() ? " is paused" : " goes on"));
        } else {
            String path = what.queue != null
                    ? "queues/" + what.queue.wireName()
                    : "tenants/" + URLEncoder.encode(String.valueOf(what.tenant), StandardCharsets.UTF_8);
            PauseView[] pauses = client.post("/v1/%s/%s".formatted(path, verb), null, PauseView[].class);
            StringBuilder text = new StringBuilder(pauses.length == 0 ? "nothing is paused" : "paused:");
            for (PauseView pause : pauses) {
                text.append(" %s %s".formatted(pause.scope(), pause.name()));
            }
            print(new JsonLine(verb, true).put("pauses", pauses), text.toString());
        }
        return 0;
    }

    private void print(JsonLine line, String text) {
        if (json) {
            line.print();
        } else {
            System.out.println(text);
        }
    }
}
