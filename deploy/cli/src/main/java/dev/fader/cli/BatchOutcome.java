package dev.fader.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fader.cli.client.CommandFailure;
import dev.fader.cli.client.FaderClient;
import dev.fader.cli.watch.ProgressLines;
import dev.fader.cli.watch.ProgressView;
import dev.fader.cli.watch.Terminal;
import dev.fader.cli.watch.Watching;
import dev.fader.schemas.BatchId;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.TaskState;
import dev.fader.schemas.api.BatchState;
import dev.fader.schemas.api.ResultView;
import dev.fader.schemas.api.TaskView;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What became of a batch and of each file. */
record BatchOutcome(BatchId id, BatchState state, List<File> files) {

    /**
     * One file.
     *
     * @param error why it has no output
     * @param output the fetched file, or else the object's key
     */
    record File(
            String input,
            TaskState state,
            @Nullable String error,
            @Nullable String output) {}

    /** Follows a batch to its end on the terminal. @param download folder for the outputs, or null */
    static BatchOutcome of(FaderClient client, BatchId id, @Nullable Path download) throws InterruptedException {
        Watching.Ended ended = Watching.toTheEnd(client, id, ProgressView.on(System.err, Terminal.ofThisProcess()));
        List<File> files = new ArrayList<>();
        for (TaskView task : ended.tasks()) {
            boolean done = task.state().hasResult();
            files.add(new File(
                    ProgressLines.name(task),
                    task.state(),
                    done ? null : ProgressLines.reason(task),
                    done ? output(client, task, download) : null));
        }
        return new BatchOutcome(id, ended.batch().state(), files);
    }

    private static String output(FaderClient client, TaskView task, @Nullable Path download) {
        ResultView result = client.result(task.id());
        if (download == null) {
            return Objects.requireNonNull(result.result())
                    .outputs()
                    .getFirst()
                    .object()
                    .key();
        }
        // two files of a batch may have the same name
        ResultView.Download output = result.downloads().getFirst();
        Path file = download.resolve("%03d-%s".formatted(task.item() + 1, output.name()));
        client.download(output, file);
        return file.toString();
    }

    /** @return the command's exit code */
    int print(String command, boolean json) {
        boolean ok = state == BatchState.COMPLETED;
        if (json) {
            System.out.println(json(command, ok));
        } else {
            for (File file : files) {
                System.out.printf(
                        "%-12s %s: %s%n",
                        file.state(), file.input(), file.error() == null ? file.output() : file.error());
            }
            System.out.println("batch " + id + ": " + state);
        }
        return ok ? 0 : CommandFailure.FAILED;
    }

    String json(String command, boolean ok) {
        ObjectNode root = FaderJson.mapper().createObjectNode();
        root.put("name", command).put("ok", ok);
        root.putObject("batch").put("id", id.toString()).put("state", state.name());
        ArrayNode all = root.putArray("files");
        for (File file : files) {
            all.addObject()
                    .put("input", file.input())
                    .put("state", file.state().name())
                    .put("error", file.error())
                    .put("output", file.output());
        }
        return root.toString();
    }
}
