package dev.fader.cli;

import dev.fader.cli.client.CommandFailure;
import dev.fader.cli.client.FaderClient;
import dev.fader.cli.local.Server;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.api.BatchView;
import dev.fader.schemas.api.SubmitBatch;
import dev.fader.schemas.remix.Gain;
import dev.fader.schemas.remix.ObjectRef;
import dev.fader.schemas.remix.OutputFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fader submit}: one batch of files and of objects that are in storage already. */
@Command(name = "submit", description = "Remix files, as one batch.", mixinStandardHelpOptions = true)
final class SubmitCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private Server server = new Server();

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "audio files, which are uploaded")
    private List<Path> files = List.of();

    @Option(names = "--object", paramLabel = "KEY", description = "an object that is in storage already; repeatable")
    private List<String> objects = List.of();

    @Option(
            names = "--gain",
            required = true,
            paramLabel = "SOURCE=DB",
            description = "change of level in dB, such as vocals=-3, or vocals=mute; repeatable")
    private Map<String, Gain> gains = new LinkedHashMap<>();

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private OutputFormat format = OutputFormat.SAME;

    @Option(names = "--class", description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private TaskClass taskClass = TaskClass.BATCH;

    @Option(names = "--watch", description = "follow the batch to its end")
    private boolean watch;

    @Option(names = "--download", paramLabel = "DIR", description = "with --watch: fetch the outputs")
    private @Nullable Path download;

    @Option(names = "--json", description = "print one JSON line at the end")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        if (files.isEmpty() && objects.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "name at least one FILE or --object");
        }
        for (Path file : files) {
            if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
                throw CommandFailure.failed(file + " is no file that can be read");
            }
        }
        FaderClient client = server.client();
        BatchView batch = client.submit(SubmitBatch.of(taskClass, items(client)));
        if (watch) {
            System.err.println("batch " + batch.id());
            return BatchOutcome.of(client, batch.id(), download).print("submit", json);
        }
        System.out.println(
                json
                        ? FaderJson.write(Map.of(
                                "name",
                                "submit",
                                "ok",
                                true,
                                "batch",
                                Map.of("id", batch.id(), "state", batch.state())))
                        : batch.id());
        return 0;
    }

    private List<SubmitBatch.Item> items(FaderClient client) {
        List<SubmitBatch.Item> items = new ArrayList<>();
        for (Path file : files) {
            System.err.println("uploading " + file);
            items.add(SubmitBatch.Item.of(client.upload(file), new HashMap<>(gains), format));
        }
        for (String key : objects) {
            items.add(SubmitBatch.Item.of(new ObjectRef(null, key), new HashMap<>(gains), format));
        }
        return items;
    }
}
