package dev.fader.cli.model;

import dev.fader.cli.client.CommandFailure;
import dev.fader.cli.client.FaderClient;
import dev.fader.cli.client.PathSegment;
import dev.fader.cli.local.Server;
import dev.fader.cli.output.JsonLine;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.TaskState;
import dev.fader.schemas.api.ResultView;
import dev.fader.schemas.api.TaskView;
import dev.fader.schemas.model.PromoteResult;
import dev.fader.schemas.model.PromoteResult.Verdict;
import dev.fader.schemas.model.PromotionRequest;
import dev.fader.schemas.model.PromotionView;
import dev.fader.schemas.notation.ExitCode;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fader promote}: moves an alias to a better model. */
@Command(
        name = "promote",
        description = {
            "Move an alias to a model, if that remixes better than what the alias names now.",
            "A worker that takes the class training judges both by held-out songs. With --watch, exit code 4 says that",
            "the alias was not moved."
        },
        mixinStandardHelpOptions = true)
public final class PromoteCommand implements Callable<Integer> {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    @Mixin
    private Server server = new Server();

    @Parameters(index = "0", paramLabel = "ALIAS", description = "such as production")
    private String alias = "";

    @Parameters(index = "1", paramLabel = "MODEL", description = "an alias, a SHA-256 or its beginning")
    private String model = "";

    @Option(
            names = "--held-out",
            paramLabel = "DATASET",
            description = "songs that neither network knows: a registered data set ('fader datasets')")
    private @Nullable String heldOut;

    @Option(names = "--tenant", description = "whose data set it is (default: default)")
    private @Nullable String tenant;

    @Option(names = "--split", description = "part of the songs (default: test)")
    private @Nullable String split;

    @Option(names = "--songs", description = "the first so many (default: 50)")
    private @Nullable Integer songs;

    @Option(names = "--seconds", description = "of each song at most, from its middle (default: 30)")
    private @Nullable Double seconds;

    @Option(
            names = "--overrule",
            paramLabel = "REASON",
            description = "move or set the alias at once, without an evaluation; the reason is recorded")
    private @Nullable String overrule;

    @Option(names = "--watch", description = "wait for the verdict and print the table")
    private boolean watch;

    @Option(names = "--json", description = "print one JSON line")
    private boolean json;

    @Override
    public Integer call() {
        if ((heldOut == null) == (overrule == null)) {
            throw CommandFailure.wrongUsage(
                    "say by which songs to judge (--held-out), or why to do without (--overrule)");
        }
        FaderClient client = server.client();
        PromotionView begun = client.post(
                "/v1/aliases/%s/promotions".formatted(PathSegment.of(alias)),
                new PromotionRequest(model, heldOut, tenant, split, songs, seconds, overrule),
                PromotionView.class);
        TaskId task = begun.task();
        if (begun.warning() != null) {
            System.err.println("fader promote: " + begun.warning());
        }
        return task == null || !watch ? print(begun) : follow(client, task);
    }

    private int print(PromotionView begun) {
        if (json) {
            new JsonLine("promote", true).put("promotion", begun).print();
        } else if (begun.task() == null) {
            System.out.printf(
                    "%s names %s%n",
                    begun.alias().name(), ModelsCommand.shortened(begun.alias().model()));
        } else {
            System.out.println(begun.task());
        }
        return ExitCode.DONE;
    }

    private int follow(FaderClient client, TaskId id) {
        TaskView task = client.get("/v1/tasks/" + id, TaskView.class);
        double shown = 0;
        while (!task.state().isFinal()) {
            if (!json && task.progress().done() > shown) {
                shown = task.progress().done();
                System.err.printf("%.0f of %.0f songs%n", shown, task.progress().total());
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            task = client.get("/v1/tasks/" + id, TaskView.class);
        }
        if (task.state() != TaskState.DONE) {
            throw CommandFailure.failed("%s is %s%s"
                    .formatted(
                            id,
                            task.state(),
                            task.failure() == null ? "" : ": " + task.failure().detail()));
        }
        ResultView answer = client.result(id);
        PromoteResult result = FaderJson.read(answer.result(), PromoteResult.class);
        boolean promoted = result.verdict() == Verdict.PROMOTED;
        if (json) {
            new JsonLine("promote", promoted)
                    .put("task", id)
                    .put("result", result)
                    .put("downloads", answer.downloads())
                    .print();
        } else {
            System.out.print(PromotionTable.of(result));
            answer.downloads().forEach(audio -> System.out.printf("%-16s %s%n", audio.name(), audio.url()));
        }
        return ExitCode.ofCheck(promoted);
    }
}
