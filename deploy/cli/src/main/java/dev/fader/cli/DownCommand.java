package dev.fader.cli;

import dev.fader.cli.client.CommandFailure;
import dev.fader.cli.local.DataFolder;
import dev.fader.cli.local.RunningStack;
import dev.fader.schemas.FaderJson;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fader down}: stops what {@code fader up} started. */
@Command(name = "down", description = "Stop what 'up' started.", mixinStandardHelpOptions = true)
final class DownCommand implements Callable<Integer> {

    private static final long PATIENCE_SECONDS = 120;

    @Mixin
    private DataFolder data = new DataFolder();

    @Option(names = "--json", description = "print one JSON line")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        Optional<ProcessHandle> holder = RunningStack.find(data.path()).flatMap(RunningStack::process);
        if (holder.isPresent()) {
            stop(holder.get());
        }
        String said = holder.isPresent() ? "stopped" : "nothing runs on " + data.path();
        System.out.println(
                json ? FaderJson.write(Map.of("name", "down", "ok", true, "stopped", holder.isPresent())) : said);
        return 0;
    }

    private static void stop(ProcessHandle holder) throws InterruptedException, ExecutionException {
        holder.destroy();
        try {
            holder.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw CommandFailure.failed(
                    "process %d has not stopped after %d s".formatted(holder.pid(), PATIENCE_SECONDS));
        }
    }
}
