package dev.fader.cli.batch;

import dev.fader.cli.client.FaderClient;
import dev.fader.cli.output.JsonLine;
import dev.fader.cli.run.RunTarget;
import dev.fader.schemas.BatchId;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.api.BulkAction;
import dev.fader.schemas.api.TaskFilter;
import dev.fader.schemas.api.TaskView;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Options of commands that act on one task, on a batch, or on whatever a filter finds. */
final class Bulk {

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "ID", arity = "0..1", description = "a batch or a task; otherwise the options say which")
    private @Nullable String id;

    @Mixin
    private TaskQuery query = new TaskQuery();

    @Option(names = "--dry-run", description = "only count")
    private boolean dryRun;

    @Option(names = "--json", description = "print one JSON line")
    private boolean json;

    boolean namesARun() {
        return RunTarget.isRun(id);
    }

    int cancelRun(FaderClient client) {
        return RunTarget.act(client, String.valueOf(id), "cancel", json);
    }

    /** @param action as the API's paths call it */
    BulkAction.Done act(FaderClient client, String action) {
        TaskFilter filter = query.filter();
        if ((id == null) == filter.equals(TaskFilter.ALL)) {
            throw new ParameterException(spec.commandLine(), "name a batch or a task, or say which by options");
        }
        if (id != null && id.startsWith("task_")) {
            return one(client, understood(id, TaskId::parse), action);
        }
        TaskFilter which = id == null ? filter : TaskFilter.of(understood(id, BatchId::parse));
        return client.toTheEnd(
                client.post("/v1/tasks/" + action, new BulkAction(which, dryRun), BulkAction.Done.class));
    }

    private BulkAction.Done one(FaderClient client, TaskId task, String action) {
        if (!dryRun) {
            client.post("/v1/tasks/%s/%s".formatted(task, action), null, TaskView.class);
        }
        return new BulkAction.Done(1, dryRun, true, null);
    }

    private <T> T understood(String text, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
    }

    int print(String command, BulkAction.Done done, String did) {
        if (json) {
            new JsonLine(command, true)
                    .put("tasks", done.tasks())
                    .put("dryRun", done.dryRun())
                    .print();
        } else {
            System.out.printf("%d files %s%s%n", done.tasks(), done.dryRun() ? "would be " : "", did);
        }
        return 0;
    }
}
