package dev.fader.cli.submit;

import dev.fader.cli.client.DownloadFolder;
import dev.fader.cli.client.Downloads;
import dev.fader.cli.client.FaderClient;
import dev.fader.cli.local.Server;
import dev.fader.cli.output.JsonLine;
import dev.fader.cli.watch.BatchOutcome;
import dev.fader.cli.watch.ProgressLines;
import dev.fader.cli.watch.ProgressView;
import dev.fader.cli.watch.Reconnect;
import dev.fader.cli.watch.Terminal;
import dev.fader.cli.watch.Watching;
import dev.fader.schemas.api.BatchKind;
import dev.fader.schemas.api.BatchState;
import dev.fader.schemas.api.ResultView;
import dev.fader.schemas.api.TaskView;
import dev.fader.schemas.kind.TaskKinds;
import dev.fader.schemas.notation.ExitCode;
import dev.fader.schemas.remix.PreviewPassage;
import dev.fader.schemas.remix.RemixResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fader preview}: the busiest 30 seconds of a few files, before and after. */
@Command(
        name = "preview",
        description = "Remix the busiest 30 seconds of a few files, before everything else, and fetch them.",
        mixinStandardHelpOptions = true)
public final class PreviewCommand implements Callable<Integer> {

    /** A preview is made by a model. */
    private static final StemsFrom NO_STEMS = new StemsFrom();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private Server server = new Server();

    @Mixin
    private Reconnect reconnect = new Reconnect();

    @Mixin
    private Sources sources = new Sources();

    @Mixin
    private RemixOptions options = new RemixOptions();

    @Option(names = "--download", paramLabel = "DIR", description = "where to (default: ${DEFAULT-VALUE})")
    private Path folder = Path.of("previews");

    @Option(names = "--json", description = "print one JSON line at the end, with peaks for waveforms")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        Submitting.check(spec.commandLine(), sources, options, NO_STEMS);
        FaderClient client = server.client();
        Submitting.Submitted submitted = Submitting.submit(client, BatchKind.PREVIEW, sources, options, NO_STEMS, null);
        ProgressView view = ProgressView.on(System.err, Terminal.ofThisProcess());
        FaderClient patient = client.with(reconnect.saying(view::say));
        Watching.Ended ended = Watching.toTheEnd(patient, submitted.batch().id(), view);
        DownloadFolder downloads = new DownloadFolder(folder);
        List<Object> previews = new ArrayList<>();
        for (TaskView task : ended.tasks()) {
            if (!task.state().hasResult()) {
                System.err.printf("%s: %s%n", ProgressLines.name(task), ProgressLines.reason(task));
                continue;
            }
            ResultView fetched = patient.result(task.id());
            RemixResult result = fetched.result(TaskKinds.REMIX);
            PreviewPassage passage = Objects.requireNonNull(result.preview());
            List<Path> files = Downloads.preview(patient, fetched, downloads);
            List<String> remarks = BatchOutcome.remarks(fetched);
            previews.add(new Preview(ProgressLines.name(task), files, passage, remarks));
            if (!json) {
                System.out.printf("%s from %.1f s: %s%n", ProgressLines.name(task), passage.startSeconds(), files);
                remarks.forEach(remark -> System.out.printf("remark       %s: %s%n", ProgressLines.name(task), remark));
            }
        }
        boolean ok = ended.batch().state() == BatchState.COMPLETED
                && submitted.leftOut().ok();
        if (json) {
            submitted
                    .leftOut()
                    .in(new JsonLine("preview", ok))
                    .put("batch", ended.batch())
                    .put("previews", previews)
                    .print();
        }
        return ok ? 0 : ExitCode.FAILED;
    }

    private record Preview(String input, List<Path> files, PreviewPassage passage, List<String> remarks) {}
}
