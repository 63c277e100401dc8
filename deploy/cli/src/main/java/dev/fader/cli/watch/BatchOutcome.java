package dev.fader.cli.watch;

import dev.fader.cli.client.CommandFailure;
import dev.fader.cli.client.DownloadFolder;
import dev.fader.cli.client.Downloads;
import dev.fader.cli.client.FaderClient;
import dev.fader.cli.output.JsonLine;
import dev.fader.cli.output.LeftOut;
import dev.fader.schemas.BatchId;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.TaskState;
import dev.fader.schemas.api.BatchState;
import dev.fader.schemas.api.BatchView;
import dev.fader.schemas.api.ResultView;
import dev.fader.schemas.api.TaskView;
import dev.fader.schemas.notation.ExitCode;
import dev.fader.schemas.remix.RemixResult;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a batch and of each file. */
public record BatchOutcome(BatchView batch, List<File> files) {

    /**
     * One file.
     *
     * @param error why it has no output, or none that was fetched
     * @param review the thresholds that its outputs crossed
     * @param outputs the fetched files, or else the objects' keys
     * @param remarks what is to be known of them besides
     */
    public record File(
            TaskId task,
            String input,
            TaskState state,
            @Nullable String error,
            List<String> review,
            List<String> outputs,
            List<String> remarks) {}

    /** Follows a batch to its end on the terminal. @param download folder for the outputs, or null */
    public static BatchOutcome of(FaderClient client, BatchId id, @Nullable Path download, Reconnect reconnect)
            throws InterruptedException {
        ProgressView view = ProgressView.on(System.err, Terminal.ofThisProcess());
        FaderClient patient = client.with(reconnect.saying(view::say));
        Watching.Ended ended = Watching.toTheEnd(patient, id, view);
        return of(patient, ended.batch(), ended.tasks(), download);
    }

    public static BatchOutcome of(FaderClient client, BatchView batch, List<TaskView> tasks, @Nullable Path download) {
        DownloadFolder folder = download == null ? null : new DownloadFolder(download);
        return new BatchOutcome(
                batch, tasks.stream().map(task -> file(client, task, folder)).toList());
    }

    private static File file(FaderClient client, TaskView task, @Nullable DownloadFolder folder) {
        String error = null;
        List<String> outputs = List.of();
        List<String> remarks = List.of();
        if (!task.state().hasResult()) {
            error = ProgressLines.reason(task);
        } else {
            try {
                ResultView result = client.result(task.id());
                remarks = remarks(result);
                outputs = outputs(result, client, folder);
            } catch (CommandFailure e) {
                if (!e.othersMayGoOn()) {
                    throw e;
                }
                error = e.getMessage();
            }
        }
        return new File(task.id(), ProgressLines.name(task), task.state(), error, task.review(), outputs, remarks);
    }

    private static List<String> outputs(ResultView result, FaderClient client, @Nullable DownloadFolder folder) {
        return folder == null
                ? result.outputs().stream().map(output -> output.object().key()).toList()
                : Downloads.outputs(client, result, folder).stream()
                        .map(Path::toString)
                        .toList();
    }

    /** Of all outputs, each once: what a container has no place for says which one it is. */
    public static List<String> remarks(ResultView result) {
        // remixes and separations answer alike
        return FaderJson.read(result.result(), RemixResult.class).outputs().stream()
                .flatMap(output -> output.remarks().stream())
                .distinct()
                .toList();
    }

    /** @param leftOut files that did not come into the batch @return the command's exit code */
    public int print(String command, boolean json, LeftOut leftOut) {
        boolean fetched = files.stream().noneMatch(file -> file.state().hasResult() && file.error() != null);
        boolean ok = batch.state() == BatchState.COMPLETED && fetched && leftOut.ok();
        if (json) {
            leftOut.in(new JsonLine(command, ok))
                    .put("batch", batch)
                    .put("files", files)
                    .print();
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
                file.remarks().forEach(remark -> System.out.printf("%-12s %s: %s%n", "remark", file.input(), remark));
            }
            System.out.println("batch " + batch.id() + ": " + batch.state());
        }
        return ok ? 0 : ExitCode.FAILED;
    }
}
