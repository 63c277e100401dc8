package dev.fader.cli.batch;

import dev.fader.cli.local.Server;
import dev.fader.cli.output.JsonLine;
import dev.fader.cli.watch.ProgressLines;
import dev.fader.schemas.api.TaskView;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fader tasks}: files of any batch. */
@Command(
        name = "tasks",
        description = "List files of any batch by what they have in common.",
        mixinStandardHelpOptions = true)
public final class TasksCommand implements Callable<Integer> {

    @Mixin
    private Server server = new Server();

    @Mixin
    private TaskQuery filter = new TaskQuery();

    @Option(names = "--limit", description = "how many at most (default: ${DEFAULT-VALUE})")
    private int limit = 1000;

    @Option(names = "--json", description = "print one JSON line")
    private boolean json;

    @Override
    public Integer call() {
        List<TaskView> all = new ArrayList<>();
        Consumer<TaskView> each = json ? all::add : TasksCommand::print;
        server.client().tasks(filter.query(), limit, each);
        if (json) {
            new JsonLine("tasks", true).put("tasks", all).print();
        }
        return 0;
    }

    private static void print(TaskView task) {
        String why = task.failure() != null
                ? ": " + ProgressLines.reason(task)
                : task.review().isEmpty() ? "" : ": " + task.review();
        System.out.printf("%s  %-11s %s%s%n", task.id(), task.state(), task.title(), why);
    }
}
