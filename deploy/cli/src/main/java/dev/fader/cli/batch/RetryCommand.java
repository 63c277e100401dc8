package dev.fader.cli.batch;

import dev.fader.cli.client.CommandFailure;
import dev.fader.cli.client.FaderClient;
import dev.fader.cli.local.Server;
import dev.fader.cli.output.JsonLine;
import dev.fader.cli.run.RunTarget;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.TaskState;
import dev.fader.schemas.api.BatchView;
import dev.fader.schemas.api.RetryRequest;
import dev.fader.schemas.remix.Gain;
import dev.fader.schemas.remix.LoudnessPolicy;
import dev.fader.schemas.remix.OutputFormat;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fader retry}: what failed, in a batch of its own. */
@Command(
        name = "retry",
        description =
                "Try again what failed of a batch, or one file, as it was asked for or otherwise; have a run go on.",
        mixinStandardHelpOptions = true)
public final class RetryCommand implements Callable<Integer> {

    @Mixin
    private Server server = new Server();

    @Parameters(paramLabel = "ID", description = "a batch, a task or a run")
    private String id = "";

    @Option(names = "--state", description = "with a batch: files in these states (default: FAILED, QUARANTINED)")
    private List<TaskState> states = List.of();

    @Option(names = "--gain", paramLabel = "SOURCE=DB", description = "instead of the gains of before; repeatable")
    private Map<String, Gain> gains = new LinkedHashMap<>();

    @Option(names = "--format", description = OutputFormat.NOTATION)
    private @Nullable OutputFormat format;

    @Option(names = "--loudness", description = "none, match or LUFS, as for 'submit'")
    private @Nullable LoudnessPolicy loudness;

    @Option(names = "--model", description = "an alias, a SHA-256 or its beginning")
    private @Nullable String model;

    @Option(names = "--class", description = "${COMPLETION-CANDIDATES}")
    private @Nullable TaskClass taskClass;

    @Option(names = "--priority", description = "higher goes first")
    private @Nullable Integer priority;

    @Option(names = "--epoch", description = "with a run: go on after that epoch (default: the last that ended)")
    private @Nullable Integer epoch;

    @Option(names = "--json", description = "print one JSON line")
    private boolean json;

    @Override
    public Integer call() {
        FaderClient client = server.client();
        if (RunTarget.isRun(id)) {
            return RunTarget.restart(client, id, epoch, json);
        }
        RetryRequest request = new RetryRequest(
                states.isEmpty() ? null : states,
                taskClass,
                priority,
                model,
                gains.isEmpty() ? null : new HashMap<>(gains),
                format,
                loudness);
        if (!id.startsWith("task_") && !id.startsWith("batch_")) {
            throw CommandFailure.wrongUsage("'%s' is neither a batch, a task nor a run".formatted(id));
        }
        String what = id.startsWith("task_") ? "tasks" : "batches";
        BatchView batch = client.post("/v1/%s/%s/retry".formatted(what, id), request, BatchView.class);
        if (json) {
            new JsonLine("retry", true).put("batch", batch).print();
        } else {
            System.out.println(batch.id());
        }
        return 0;
    }
}
