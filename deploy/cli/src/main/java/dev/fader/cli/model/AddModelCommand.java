package dev.fader.cli.model;

import dev.fader.cli.client.CommandFailure;
import dev.fader.cli.client.FaderClient;
import dev.fader.cli.client.PathSegment;
import dev.fader.cli.local.Server;
import dev.fader.cli.output.JsonLine;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.Failure;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.TaskState;
import dev.fader.schemas.api.TaskView;
import dev.fader.schemas.model.ModelView;
import dev.fader.schemas.model.RegisterModel;
import dev.fader.schemas.model.TrialResult;
import dev.fader.schemas.model.TrialView;
import dev.fader.schemas.notation.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fader models add}: a model's file is brought, tried by a worker, and registered. */
@Command(
        name = "add",
        description = {
            "Bring a model's file, have a worker try it, and register it: a separator made elsewhere, packed by",
            "'fader trainer pack-separator', or a network or mixer of Fader's own (.safetensors)."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it is registered; with --no-wait, its trial is under way",
            "1:it was refused before it was tried, such as by a service that takes no models",
            "4:it did not pass its trial, which said why"
        })
final class AddModelCommand implements Callable<Integer> {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(300);

    @Mixin
    private Server server = new Server();

    @Parameters(paramLabel = "FILE", description = "NAME.separator or NAME.safetensors")
    private Path file = Path.of("");

    @Option(names = "--name", description = "alias of the model (default: the file's name without its ending)")
    private @Nullable String name;

    @Option(names = "--no-wait", description = "do not wait for the trial")
    private boolean noWait;

    @Option(names = "--json", description = "print one JSON line")
    private boolean json;

    @Override
    public Integer call() {
        if (!Files.isReadable(file) || !Files.isRegularFile(file)) {
            throw CommandFailure.failed(file + " is no file that can be read");
        }
        FaderClient client = server.client();
        String alias = name == null ? withoutEnding(String.valueOf(file.getFileName())) : name;
        TrialView trial = client.post("/v1/models", new RegisterModel(client.upload(file), alias), TrialView.class);
        if (trial.warning() != null) {
            System.err.println("fader models add: " + trial.warning());
        }
        if (noWait) {
            return print(
                    new JsonLine("models add", true).put("task", trial.task()),
                    trial.task().toString());
        }
        return ended(client, trial.task());
    }

    private int ended(FaderClient client, TaskId id) {
        TaskView task = client.get("/v1/tasks/" + id, TaskView.class);
        while (!task.state().isFinal()) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            task = client.get("/v1/tasks/" + id, TaskView.class);
        }
        Failure failure = task.failure();
        if (task.state() != TaskState.DONE) {
            if (json) {
                new JsonLine("models add", false).put("task", task).print();
            }
            System.err.printf(
                    "fader models add: %s is not registered: %s%n",
                    file, failure == null ? task.state().toString() : failure.reason() + ": " + failure.detail());
            return ExitCode.ofCheck(false);
        }
        TrialResult result = FaderJson.read(client.result(id).result(), TrialResult.class);
        ModelView model = client.get("/v1/models/" + PathSegment.of(result.model()), ModelView.class);
        if (result.alias() == null) {
            System.err.println(
                    "fader models add: its name was given to another meanwhile: 'fader promote' gives it one");
        }
        String alias = result.alias() == null ? "" : "%-10s %s%n".formatted("alias", result.alias());
        return print(
                new JsonLine("models add", true).put("model", model).put("trial", result), ModelText.of(model) + alias);
    }

    private static String withoutEnding(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return dot > 0 ? fileName.substring(0, dot) : fileName;
    }

    private int print(JsonLine line, String text) {
        if (json) {
            line.print();
        } else {
            System.out.println(text.stripTrailing());
        }
        return ExitCode.DONE;
    }
}
