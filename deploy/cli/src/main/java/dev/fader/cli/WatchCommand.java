package dev.fader.cli;

import dev.fader.cli.local.Server;
import dev.fader.schemas.BatchId;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fader watch BATCH}: bars that move, then what became of each file. */
@Command(name = "watch", description = "Follow a batch to its end.", mixinStandardHelpOptions = true)
final class WatchCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private Server server = new Server();

    @Parameters(paramLabel = "BATCH", description = "id that 'submit' printed")
    private String batch = "";

    @Option(names = "--download", paramLabel = "DIR", description = "fetch the outputs")
    private @Nullable Path download;

    @Option(names = "--json", description = "print one JSON line at the end")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        return BatchOutcome.of(server.client(), id(), download).print("watch", json);
    }

    private BatchId id() {
        try {
            return BatchId.parse(batch);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
    }
}
