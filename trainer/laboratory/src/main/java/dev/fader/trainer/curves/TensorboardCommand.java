package dev.fader.trainer.curves;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.schemas.notation.ExitCode;
import dev.fader.trainer.training.RunLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fader trainer tensorboard}: what runs have logged, as TensorBoard reads it. */
@Command(
        name = "tensorboard",
        description = {
            "Write the curves of a folder of runs as event files: 'tensorboard --logdir OUT' shows them.",
            "Called again, also while runs go on, it writes them anew."
        },
        mixinStandardHelpOptions = true)
public final class TensorboardCommand implements Callable<Integer> {

    private static final String LOG = "log.ndjson";

    @Option(names = "--runs", required = true, description = "folder of a run, or of runs")
    private Path runs = Path.of("");

    @Option(names = "--out", required = true, description = "folder to write: in it one of each run's name")
    private Path out = Path.of("");

    @Override
    public Integer call() throws IOException {
        List<Path> found;
        try (Stream<Path> folders = Files.walk(runs, 1)) {
            found = folders.filter(folder -> Files.isRegularFile(folder.resolve(LOG)))
                    .sorted()
                    .toList();
        }
        if (found.isEmpty()) {
            throw new IOException("%s is no run and holds none: a run's folder has a %s".formatted(runs, LOG));
        }
        for (Path run : found) {
            write(run);
        }
        return ExitCode.DONE;
    }

    private void write(Path run) throws IOException {
        Path folder = Files.createDirectories(
                out.resolve(String.valueOf(run.toAbsolutePath().normalize().getFileName())));
        Path file = folder.resolve("events.out.tfevents.0.fader");
        Path part = folder.resolve("events.part");
        try (EventFile events = new EventFile(part)) {
            double seconds = 0;
            for (JsonNode entry : RunLog.entries(run.resolve(LOG))) {
                seconds += entry.path("seconds").asDouble();
                long step = entry.path("step").asLong();
                for (var value : entry.properties()) {
                    if (value.getValue().isNumber() && !value.getKey().equals("step")) {
                        events.scalar(
                                value.getKey(), step, seconds, value.getValue().asDouble());
                    }
                }
            }
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
