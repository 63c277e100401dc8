package dev.fader.cli.bench;

import dev.fader.cli.client.CommandFailure;
import dev.fader.cli.client.FaderClient;
import dev.fader.cli.client.Query;
import dev.fader.cli.local.Installation;
import dev.fader.cli.local.LocalStack;
import dev.fader.cli.local.StackOptions;
import dev.fader.cli.local.StackPlan;
import dev.fader.cli.output.JsonLine;
import dev.fader.cli.supervise.Patience;
import dev.fader.schemas.BatchId;
import dev.fader.schemas.api.BatchChange;
import dev.fader.schemas.api.BatchKind;
import dev.fader.schemas.api.BatchPage;
import dev.fader.schemas.api.BatchView;
import dev.fader.schemas.api.BulkAction;
import dev.fader.schemas.api.TaskFilter;
import dev.fader.schemas.notation.Elapsed;
import dev.fader.schemas.notation.ExitCode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fader bench bulk}: whether others are served while something is done to a hundred thousand tasks. */
@Command(
        name = "bulk",
        description = {
            "Measure how the API answers others while 100 000 tasks are followed, reordered and cancelled.",
            "What is measured goes to standard error; one JSON line goes to standard output."
        },
        mixinStandardHelpOptions = true)
final class BenchBulkCommand implements Callable<Integer> {

    private static final double MOST_P99_MILLIS = 100;
    private static final int REQUESTS_BESIDE_VIEWERS = 16;

    @Mixin
    private StackOptions options = new StackOptions();

    @Mixin
    @SuppressWarnings("UnusedVariable") // nothing changes with it
    private AlwaysJson json = new AlwaysJson();

    @Option(names = "--items", description = "tasks of the batch (default: ${DEFAULT-VALUE})")
    private int items = 100_000;

    @Option(names = "--viewers", description = "who follow the batch meanwhile (default: ${DEFAULT-VALUE})")
    private int viewers = 100;

    @Option(names = "--seconds", description = "of looking on and of reordering (default: ${DEFAULT-VALUE})")
    private int seconds = 15;

    @Override
    public Integer call() throws Exception {
        Path folder = options.data().resolve("bench");
        Files.createDirectories(folder);
        LocalStack stack = new LocalStack(
                new StackPlan(
                        Installation.ofThisProcess(), folder.resolve("bulk"), options.ports(), 0, fromOneAddress()),
                Patience.DEFAULT,
                Elapsed::say);
        // Ctrl-C ends here; so does an error
        Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "stop"));
        try {
            stack.start();
            return report(measure(new FaderClient(options.ports().api()), folder));
        } catch (CommandFailure e) {
            throw stack.orStopped(e);
        } finally {
            stack.close();
        }
    }

    /** The viewers of a service have addresses of their own; these do not. */
    private Map<String, String> fromOneAddress() {
        return Map.of("fader.limits.client-requests", Integer.toString(viewers + REQUESTS_BESIDE_VIEWERS));
    }

    private List<OthersServed> measure(FaderClient client, Path folder) throws IOException, InterruptedException {
        BatchId batch = submit(client, folder);
        Runnable request = () -> {
            BatchPage unused = client.get("/v1/batches?limit=1&tenant=somebody-else", BatchPage.class);
        };
        List<OthersServed> served = new ArrayList<>();
        served.add(OthersServed.meanwhile("nothing", () -> {}, forSeconds(), request));
        try (Viewers all = Viewers.of(client.base(), batch, viewers)) {
            served.add(OthersServed.meanwhile("viewers", () -> {}, forSeconds(), request));
            served.add(OthersServed.meanwhile(
                    "priority",
                    () -> {
                        BatchView unused =
                                client.patch("/v1/batches/" + batch, new BatchChange(7, null), BatchView.class);
                    },
                    forSeconds(),
                    request));
            List<BulkAction.Done> begun = new ArrayList<>();
            served.add(OthersServed.meanwhile(
                    "cancel",
                    () -> begun.add(client.post(
                            "/v1/tasks/cancel", new BulkAction(TaskFilter.of(batch), false), BulkAction.Done.class)),
                    () -> client.progress(begun.getFirst()).finished(),
                    request));
            Elapsed.say("%d viewers were sent %d lines".formatted(viewers, all.heard()));
        }
        return served;
    }

    private BatchId submit(FaderClient client, Path folder) throws IOException {
        Path manifest = folder.resolve("manifest");
        Manifests.NDJSON.write(manifest, items);
        BatchId batch = client.submit(
                        BatchKind.REMIX,
                        BodyPublishers.ofFile(manifest),
                        Manifests.NDJSON.mediaType(),
                        new Query(),
                        null)
                .id();
        Files.delete(manifest);
        return batch;
    }

    private BooleanSupplier forSeconds() {
        long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        return () -> System.nanoTime() - end >= 0;
    }

    private int report(List<OthersServed> served) {
        served.forEach(phase -> Elapsed.say(phase.line()));
        Bound bound = Bound.atMost(
                "p99_ms", served.stream().mapToDouble(OthersServed::p99Ms).max().orElse(Double.NaN), MOST_P99_MILLIS);
        Elapsed.say(bound.line());
        new JsonLine("bench bulk", bound.ok())
                .put("items", items)
                .put("viewers", viewers)
                .put("phases", served)
                .put("bounds", List.of(bound))
                .print();
        return bound.ok() ? 0 : ExitCode.NOT_AS_IT_SHOULD_BE;
    }
}
