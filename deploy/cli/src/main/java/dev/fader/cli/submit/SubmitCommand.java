package dev.fader.cli.submit;

import dev.fader.cli.client.FaderClient;
import dev.fader.cli.local.Server;
import dev.fader.cli.output.JsonLine;
import dev.fader.cli.output.LeftOut;
import dev.fader.cli.watch.BatchOutcome;
import dev.fader.cli.watch.DryRunView;
import dev.fader.cli.watch.Reconnect;
import dev.fader.schemas.api.BatchKind;
import dev.fader.schemas.api.SubmittedBatch;
import dev.fader.schemas.notation.ExitCode;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fader submit}: one batch of files, folders, objects, a prefix or a manifest. */
@Command(
        name = "submit",
        description = "Remix files or take them apart, as one batch.",
        mixinStandardHelpOptions = true)
public final class SubmitCommand implements Callable<Integer> {

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

    @Mixin
    private StemsFrom stems = new StemsFrom();

    @Option(
            names = "--idempotency-key",
            paramLabel = "KEY",
            description = "makes this the same request as an earlier one with the key, if its body is the same")
    private @Nullable String key;

    @Option(
            names = "--dry-run",
            description = "make nothing: open every file, list refusals and collisions, estimate the time")
    private boolean dryRun;

    @Option(names = "--watch", description = "follow the batch to its end")
    private boolean watch;

    @Option(names = "--download", paramLabel = "DIR", description = "with --watch: fetch the outputs")
    private @Nullable Path download;

    @Option(names = "--json", description = "print one JSON line at the end")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        Submitting.check(spec.commandLine(), sources, options, stems);
        if (download != null && !watch) {
            throw new ParameterException(spec.commandLine(), "--download needs --watch; or use 'fader results' later");
        }
        FaderClient client = server.client();
        Submitting.Submitted submitted =
                Submitting.submit(client, dryRun ? BatchKind.PROBE : BatchKind.REMIX, sources, options, stems, key);
        LeftOut leftOut = submitted.leftOut();
        SubmittedBatch batch = submitted.batch();
        if (dryRun) {
            return DryRunView.atTheEnd(client, batch.id(), reconnect).print("submit", json, leftOut);
        }
        if (watch) {
            System.err.println("batch " + batch.id());
            return BatchOutcome.of(client, batch.id(), download, reconnect).print("submit", json, leftOut);
        }
        if (json) {
            leftOut.in(new JsonLine("submit", leftOut.ok()))
                    .put("batch", batch.batch())
                    .put("warningCount", batch.warningCount())
                    .print();
        } else {
            System.out.println(batch.id());
        }
        return leftOut.ok() ? ExitCode.DONE : ExitCode.FAILED;
    }
}
