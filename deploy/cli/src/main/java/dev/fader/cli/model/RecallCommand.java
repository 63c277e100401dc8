package dev.fader.cli.model;

import dev.fader.cli.client.FaderClient;
import dev.fader.cli.client.PathSegment;
import dev.fader.cli.client.Query;
import dev.fader.cli.local.Server;
import dev.fader.cli.output.JsonLine;
import dev.fader.schemas.model.RecallRequest;
import dev.fader.schemas.model.RecallView;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fader recall}: all that one model made, made anew by another. */
@Command(
        name = "recall",
        description = {
            "Have everything that a model made be made anew by another: each of its batches gets a new one of those files.",
            "What it made stays until its batches are deleted; what was made again since is left out."
        },
        mixinStandardHelpOptions = true)
public final class RecallCommand implements Callable<Integer> {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

    @Mixin
    private Server server = new Server();

    @Parameters(paramLabel = "MODEL", description = "an alias, a SHA-256 or its beginning")
    private String model = "";

    @Option(names = "--with", paramLabel = "MODEL", description = "which makes them anew (default: production)")
    private @Nullable String with;

    @Option(names = "--dry-run", description = "only list and count")
    private boolean dryRun;

    @Option(names = "--json", description = "print one JSON line")
    private boolean json;

    @Override
    public Integer call() {
        FaderClient client = server.client();
        Query query = new Query().with("dryRun", dryRun ? "true" : null);
        RecallView recall = client.post(
                "/v1/models/%s/recall%s".formatted(PathSegment.of(model), query),
                new RecallRequest(with),
                RecallView.class);
        while (!recall.finished()) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            recall = client.get("/v1/recalls/" + recall.id(), RecallView.class);
        }
        if (json) {
            new JsonLine("recall", true)
                    .put("dryRun", dryRun)
                    .put("recall", recall)
                    .print();
        } else {
            print(recall);
        }
        return 0;
    }

    private void print(RecallView recall) {
        for (RecallView.Part part : recall.parts()) {
            System.out.printf("%s  %d inputs, %d files%s%n", part.batch(), part.tasks(), part.files(), became(part));
        }
        System.out.printf(
                "%d files of %d inputs in %d batches %s by %s (%s)%n",
                recall.files(),
                recall.tasks(),
                recall.batches(),
                dryRun ? "would be made anew" : "are queued to be made anew",
                recall.with(),
                ModelsCommand.shortened(recall.withSha256()));
    }

    private static String became(RecallView.Part part) {
        if (part.problem() != null) {
            return ": " + part.problem();
        }
        return part.into() == null ? "" : " -> " + part.into();
    }
}
