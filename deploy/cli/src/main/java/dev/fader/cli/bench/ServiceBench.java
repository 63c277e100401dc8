package dev.fader.cli.bench;

import dev.fader.cli.client.CommandFailure;
import dev.fader.cli.client.FaderClient;
import dev.fader.schemas.BatchId;
import dev.fader.schemas.api.BatchView;
import dev.fader.schemas.api.SubmitBatch;
import dev.fader.schemas.api.TaskView;
import dev.fader.schemas.remix.Gain;
import dev.fader.schemas.remix.OutputFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Batches through a service with one worker, which has nothing else to do. */
final class ServiceBench {

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Map<String, Gain> GAINS = Map.of("vocals", new Gain(-6), "drums", new Gain(3));

    private final FaderClient client;
    private final ServiceProcess worker;
    private final Path folder;
    private final Consumer<String> say;

    /** @param folder for links to the songs */
    ServiceBench(FaderClient client, ServiceProcess worker, Path folder, Consumer<String> say) {
        this.client = client;
        this.worker = worker;
        this.folder = folder;
        this.say = say;
    }

    /** As many files at once, and how much of the time the network was busy. */
    BatchFigures batch(Path song, int files) throws IOException, InterruptedException {
        ServiceProcess.Networks before = worker.networks();
        List<TaskView> tasks = run(song, files, PAUSE, () -> {});
        return BatchFigures.of(tasks, worker.networks().since(before));
    }

    /** As many short tasks, and whether the worker's memory stays as it is. */
    MemoryFigures shortTasks(Path song, int tasks) throws IOException, InterruptedException {
        List<Long> bytes = new ArrayList<>();
        // a few tasks are over soon
        Duration pause = tasks < 100 ? PAUSE.dividedBy(10) : PAUSE;
        run(song, tasks, pause, () -> bytes.add(worker.residentBytes()));
        if (bytes.size() < MemoryFigures.LEAST_SAMPLES) {
            throw CommandFailure.failed(
                    "%d short tasks were over before their memory could be seen: ask for more".formatted(tasks));
        }
        return MemoryFigures.of(tasks, bytes);
    }

    private List<TaskView> run(Path song, int files, Duration pause, Runnable meanwhile)
            throws IOException, InterruptedException {
        say.accept("uploading %d × %s".formatted(files, song.getFileName()));
        BatchId batch = client.submit(SubmitBatch.of(null, items(song, files))).id();
        long shown = -1;
        while (true) {
            meanwhile.run();
            BatchView view = client.batch(batch);
            long tenth = 10 * (files - waiting(view)) / files;
            if (tenth != shown) {
                say.accept("  %d of %d have ended".formatted(files - waiting(view), files));
                shown = tenth;
            }
            if (view.state().isFinal()) {
                return ended(client.tasks(batch));
            }
            Thread.sleep(pause);
        }
    }

    private static long waiting(BatchView batch) {
        return batch.tasks().entrySet().stream()
                .filter(state -> !state.getKey().isFinal())
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** Every file has a name of its own, as files of a catalogue have. */
    private List<SubmitBatch.Item> items(Path song, int files) throws IOException {
        Path links = Files.createTempDirectory(folder, "batch");
        List<SubmitBatch.Item> items = new ArrayList<>();
        for (int n = 0; n < files; n++) {
            Path link = Files.createSymbolicLink(links.resolve("track-%04d.flac".formatted(n)), song.toAbsolutePath());
            items.add(SubmitBatch.Item.of(client.upload(link), new HashMap<>(GAINS), OutputFormat.SAME));
            Files.delete(link);
        }
        Files.delete(links);
        return items;
    }

    private static List<TaskView> ended(List<TaskView> tasks) {
        for (TaskView task : tasks) {
            if (!task.state().hasResult()) {
                throw CommandFailure.failed(
                        "a task of the benchmark ended as %s: %s".formatted(task.state(), task.failure()));
            }
        }
        return tasks;
    }
}
