package dev.fader.cli.watch;

import dev.fader.cli.client.DownloadFolder;
import dev.fader.cli.client.Downloads;
import dev.fader.cli.client.FaderClient;
import dev.fader.cli.output.JsonLine;
import dev.fader.schemas.BatchId;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.TaskState;
import dev.fader.schemas.api.BatchState;
import dev.fader.schemas.api.BatchView;
import dev.fader.schemas.api.ResultView;
import dev.fader.schemas.api.TaskView;
import dev.fader.schemas.kind.TaskKinds;
import dev.fader.schemas.notation.ExitCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a batch and of each file. */
public record BatchOutcome(BatchView batch, List<File> files) {

    /**
     * One file.
     *
     * @param error why it has no output
     * @param review the thresholds that its outputs crossed
     * @param outputs the fetched files, or else the objects' keys
     */
    public record File(
            TaskId task,
            String input,
            TaskState state,
            @Nullable String error,
            List<String> review,
            List<String> outputs) {}

    /** Follows a batch to its end on the terminal. @param download folder for the outputs, or null */
    public static BatchOutcome of(FaderClient client, BatchId id, @Nullable Path download, Reconnect reconnect)
            throws InterruptedException {
        ProgressView view = ProgressView.on(System.err, Terminal.ofThisProcess());
        FaderClient patient = client.with(reconnect.saying(view::say));
        Watching.Ended ended = Watching.toTheEnd(patient, id, view);
        return of(patient, ended.batch(), ended.tasks(), download);
    }

    public static BatchOutcome of(FaderClient client, BatchView batch, List<TaskView> tasks, @Nullable Path download) {
        List<File> files = new ArrayList<>();
        for (TaskView task : tasks) {
            boolean done = task.state().hasResult();
            files.add(new File(
                    task.id(),
                    ProgressLines.name(task),
                    task.state(),
                    done ? null : ProgressLines.reason(task),
                    task.review(),
                    done ? outputs(client.result(task.id()), client, download) : List.of()));
        }
        return new BatchOutcome(batch, files);
    }

    private static List<String> outputs(ResultView result, FaderClient client, @Nullable Path download) {
        return download == null
                ? result.result(TaskKinds.REMIX).outputs().stream()
                        .map(output -> output.object().key())
                        .toList()
                : Downloads.outputs(client, result, new DownloadFolder(download)).stream()
                        .map(Path::toString)
                        .toList();
    }

    /** @return the command's exit code */
    public int print(String command, boolean json) {
        boolean ok = batch.state() == BatchState.COMPLETED;
        if (json) {
            new JsonLine(command, ok).put("batch", batch).put("files", files).print();
        } else {
            for (File file : files) {
                System.out.printf(
                        "%-12s %s: %s%n",
                        file.state(),
                        file.input(),
                        file.error() != null
                                ? file.error()
                                : String.join(", ", file.outputs())
                                        + (file.review().isEmpty() ? "" : " (listen: " + file.review() + ")"));
            }
            System.out.println("batch " + batch.id() + ": " + batch.state());
        }
        return ok ? 0 : ExitCode.FAILED;
    }
}
