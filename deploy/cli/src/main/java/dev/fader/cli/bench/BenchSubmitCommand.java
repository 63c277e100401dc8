package dev.fader.cli.bench;

import dev.fader.cli.client.CommandFailure;
import dev.fader.cli.client.FaderClient;
import dev.fader.cli.client.Query;
import dev.fader.cli.local.Installation;
import dev.fader.cli.local.LocalStack;
import dev.fader.cli.local.StackOptions;
import dev.fader.cli.local.StackPlan;
import dev.fader.cli.supervise.Patience;
import dev.fader.schemas.api.BatchKind;
import dev.fader.schemas.api.BulkAction;
import dev.fader.schemas.api.SubmittedBatch;
import dev.fader.schemas.api.TaskFilter;
import dev.fader.schemas.notation.Elapsed;
import dev.fader.schemas.notation.ExitCode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fader bench submit}: how fast a coordinator takes large submissions, and what memory they take. */
@Command(
        name = "submit",
        description = {
            "Measure how fast a coordinator takes 100 000 items in one request, and the memory that takes.",
            "What is measured goes to standard error; one JSON line goes to standard output."
        },
        mixinStandardHelpOptions = true)
final class BenchSubmitCommand implements Callable<Integer> {

    /** A tenth of the items first, to warm up and to compare with. */
    private static final int SMALLER = 10;

    @Mixin
    private StackOptions options = new StackOptions();

    @Mixin
    @SuppressWarnings("UnusedVariable") // nothing changes with it
    private AlwaysJson json = new AlwaysJson();

    @Option(names = "--items", description = "in one request (default: ${DEFAULT-VALUE})")
    private int items = 100_000;

    @Override
    public Integer call() throws Exception {
        Path folder = options.data().resolve("bench");
        Files.createDirectories(folder);
        LocalStack stack = new LocalStack(
                new StackPlan(
                        Installation.ofThisProcess(), folder.resolve("submissions"), options.ports(), 0, Map.of()),
                Patience.DEFAULT,
                BenchSubmitCommand::say);
        // Ctrl-C ends here; so does an error
        Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "stop"));
        try {
            stack.start();
            FaderClient client = new FaderClient(options.ports().api());
            ServiceProcess coordinator = new ServiceProcess(
                    stack.part("coordinator").pid(), options.ports().api());
            measure(client, coordinator, folder, items / SMALLER);
            SubmitReport report = new SubmitReport(
                    measure(client, coordinator, folder, items / SMALLER), measure(client, coordinator, folder, items));
            report.bounds().forEach(bound -> say(bound.line()));
            System.out.println(report.json());
            return report.ok() ? 0 : ExitCode.NOT_AS_IT_SHOULD_BE;
        } catch (CommandFailure e) {
            throw stack.orStopped(e);
        } finally {
            stack.close();
        }
    }

    /** One submission in each format. */
    private static List<SubmitReport.Figures> measure(
            FaderClient client, ServiceProcess coordinator, Path folder, int items) throws IOException {
        List<SubmitReport.Figures> all = new ArrayList<>();
        for (Manifests format : Manifests.values()) {
            Path manifest = folder.resolve("manifest");
            format.write(manifest, items);
            coordinator.forgetPeak();
            long start = System.nanoTime();
            SubmittedBatch submitted = client.submit(
                    BatchKind.REMIX, BodyPublishers.ofFile(manifest), format.mediaType(), new Query(), null);
            double seconds = (System.nanoTime() - start) / 1e9;
            long peak = coordinator.peakResidentBytes();
            if (submitted.batch().size() != items) {
                throw CommandFailure.failed(
                        "%d of %d items were taken".formatted(submitted.batch().size(), items));
            }
            SubmitReport.Figures figures =
                    SubmitReport.Figures.of(format.name(), items, Files.size(manifest), seconds, peak);
            say(figures.line());
            all.add(figures);
            BulkAction cancel = new BulkAction(TaskFilter.of(submitted.id()), false);
            BulkAction.Done unused = client.toTheEnd(client.post("/v1/tasks/cancel", cancel, BulkAction.Done.class));
            client.delete("/v1/batches/" + submitted.id());
            Files.delete(manifest);
        }
        return all;
    }

    private static void say(String what) {
        Elapsed.say(what);
    }
}
