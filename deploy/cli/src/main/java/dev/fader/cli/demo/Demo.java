package dev.fader.cli.demo;

import dev.fader.cli.client.CommandFailure;
import dev.fader.cli.client.DownloadFolder;
import dev.fader.cli.client.FaderClient;
import dev.fader.cli.client.Reconnecting;
import dev.fader.cli.local.Installation;
import dev.fader.cli.local.JavaProcess;
import dev.fader.cli.watch.ProgressLines;
import dev.fader.cli.watch.ProgressView;
import dev.fader.cli.watch.Watching;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.api.BatchView;
import dev.fader.schemas.api.ResultView;
import dev.fader.schemas.api.SubmitBatch;
import dev.fader.schemas.api.TaskView;
import dev.fader.schemas.kind.TaskKinds;
import dev.fader.schemas.remix.Gain;
import dev.fader.schemas.remix.OutputFormat;
import dev.fader.schemas.remix.RemixResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Ten files through the whole service, and how near the remixes come to the truth. */
final class Demo {

    /** A part that ends is started again. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Installation installation;
    private final Path folder;
    private final Map<String, Double> gainsDb;

    Demo(Installation installation, Path folder, Map<String, Double> gainsDb) {
        this.installation = installation;
        this.folder = folder;
        this.gainsDb = gainsDb;
    }

    private Path catalogue() {
        return folder.resolve("catalogue");
    }

    Path outputs() {
        return folder.resolve("outputs");
    }

    /** Makes the songs, if they are not there from a former run. */
    JavaProcess startMakingSongs() throws IOException {
        Files.createDirectories(folder);
        return trainer(List.of("catalogue", "--out", catalogue().toString()), folder.resolve("catalogue.txt"));
    }

    /** Uploads, submits, watches. The songs must be there. */
    Watching.Ended remix(FaderClient client, ProgressView view) throws IOException, InterruptedException {
        List<SubmitBatch.Item> items = new ArrayList<>();
        for (Catalogue.Song song : Catalogue.in(catalogue()).files()) {
            items.add(SubmitBatch.Item.of(client.upload(catalogue().resolve(song.file())), gains(), OutputFormat.SAME));
        }
        BatchView batch = client.submit(SubmitBatch.of(TaskClass.INTERACTIVE, items));
        return Watching.toTheEnd(client.with(new Reconnecting(PATIENCE, view::say)), batch.id(), view);
    }

    private Map<String, @Nullable Gain> gains() {
        Map<String, @Nullable Gain> gains = new HashMap<>();
        gainsDb.forEach((source, db) -> gains.put(source, new Gain(db)));
        return gains;
    }

    /** Fetches the outputs and measures them. */
    DemoReport report(FaderClient client, Watching.Ended ended) throws IOException, InterruptedException {
        Map<String, RemixResult> results = new HashMap<>();
        Map<String, Path> files = new HashMap<>();
        for (TaskView task : ended.tasks()) {
            if (task.state().hasResult()) {
                ResultView result = client.result(task.id());
                ResultView.Download output = result.downloads().getFirst();
                Path file = client.download(output, new DownloadFolder(outputs()), output.name());
                results.put(ProgressLines.name(task), result.result(TaskKinds.REMIX));
                files.put(ProgressLines.name(task), file);
            }
        }
        Map<String, RemixScore> scores = score(files);
        List<DemoFile> demoFiles = new ArrayList<>();
        for (TaskView task : ended.tasks()) {
            String name = ProgressLines.name(task);
            RemixResult result = results.get(name);
            RemixScore score = scores.get(name);
            Path file = files.get(name);
            demoFiles.add(
                    result == null || score == null || file == null
                            ? DemoFile.refused(task)
                            : DemoFile.done(task, result, score, file));
        }
        return DemoReport.of(
                new DemoReport.EndedBatch(
                        ended.batch().id().toString(), ended.batch().state()),
                demoFiles,
                Catalogue.in(catalogue()).toBeRefused());
    }

    private Map<String, RemixScore> score(Map<String, Path> files) throws IOException, InterruptedException {
        if (files.isEmpty()) {
            return Map.of();
        }
        List<String> arguments =
                new ArrayList<>(List.of("score", "--catalogue", catalogue().toString()));
        gainsDb.forEach((source, gain) -> arguments.addAll(List.of("--gain", source + "=" + gain)));
        files.forEach((name, file) -> arguments.addAll(List.of("--remix", name + "=" + file)));
        Path written = folder.resolve("scores.json");
        try (JavaProcess scoring = trainer(arguments, written)) {
            scoring.join();
        }
        List<RemixScore> scores = RemixScore.readAll(written);
        for (RemixScore score : scores) {
            if (!score.sameLength()) {
                throw CommandFailure.failed(score.file() + " and its remix differ in length");
            }
        }
        return scores.stream().collect(Collectors.toMap(RemixScore::file, score -> score));
    }

    private JavaProcess trainer(List<String> arguments, Path output) throws IOException {
        return JavaProcess.start(
                new JavaProcess.Recipe(
                        "the trainer's command " + arguments.getFirst(),
                        installation.trainer(),
                        "dev.fader.trainer.cli.TrainerCommand",
                        List.of("-Xmx1g"),
                        arguments),
                output,
                folder.resolve("trainer.log"));
    }
}
