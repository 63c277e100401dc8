package dev.fader.cli.prove;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fader.cli.client.CommandFailure;
import dev.fader.cli.client.FaderClient;
import dev.fader.cli.dataset.FolderUpload;
import dev.fader.cli.local.Installation;
import dev.fader.cli.local.JavaProcess;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.RunId;
import dev.fader.schemas.api.DatasetState;
import dev.fader.schemas.api.DatasetView;
import dev.fader.schemas.api.RegisterDataset;
import dev.fader.schemas.api.RunState;
import dev.fader.schemas.api.RunView;
import dev.fader.schemas.api.SubmitRun;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Runs of a network of a few thousand parameters on songs of two tones, on the service and, for comparison, by the
 * trainer's own command without it.
 */
final class SmallTraining {

    private static final String SONGS = "tones";
    private static final Duration LOOK = Duration.ofMillis(300);
    private static final Duration CHECK = Duration.ofMinutes(3);
    private static final int SECONDS = 3;

    private final Path folder;
    private final int epochs;
    private final int stepsPerEpoch;

    SmallTraining(Path folder, int epochs, int stepsPerEpoch) {
        this.folder = folder;
        this.epochs = epochs;
        this.stepsPerEpoch = stepsPerEpoch;
    }

    int epochs() {
        return epochs;
    }

    long steps() {
        return (long) epochs * stepsPerEpoch;
    }

    private ObjectNode config(long seed) throws IOException {
        try (InputStream in = SmallTraining.class.getResourceAsStream("training.json")) {
            if (in == null) {
                throw new IOException("this build lacks training.json: build it again");
            }
            return FaderJson.read(new String(in.readAllBytes(), StandardCharsets.UTF_8), ObjectNode.class)
                    .put("steps", steps())
                    .put("validateEvery", stepsPerEpoch)
                    .put("checkpointEvery", stepsPerEpoch)
                    .put("seed", seed);
        }
    }

    private Path songs() throws IOException {
        Path songs = folder.resolve(SONGS);
        if (!Files.exists(songs)) {
            int number = 0;
            for (String split : List.of("train", "train", "train", "validation", "validation")) {
                Path song = Files.createDirectories(songs.resolve(split).resolve("song" + number));
                ToneFile.write(song.resolve("bass.wav"), SECONDS, 3 * number);
                ToneFile.write(song.resolve("other.wav"), SECONDS, 900 + 70 * number);
                number++;
            }
        }
        return songs;
    }

    /** A run without the service. @return its folder, with {@code best.safetensors} and {@code checkpoint.safetensors} */
    Path undisturbed(long seed) throws IOException, InterruptedException {
        Path run = Files.createDirectories(folder.resolve("undisturbed-" + seed));
        Path config = Files.writeString(run.resolve("config.json"), config(seed).toString());
        JavaProcess.Recipe recipe = new JavaProcess.Recipe(
                "the trainer's command train",
                Installation.ofThisProcess().trainer(),
                "dev.fader.trainer.cli.TrainerCommand",
                JavaProcess.FOR_AUDIO,
                List.of(
                        "train",
                        "--config",
                        config.toString(),
                        "--data",
                        songs().toString(),
                        "--run",
                        run.toString(),
                        "--device",
                        "cpu"));
        try (JavaProcess process = JavaProcess.start(recipe, run.resolve("said.txt"), run.resolve("trainer.log"))) {
            process.join();
        }
        return run;
    }

    /** Brings the songs to the service and has them checked. */
    void register(FaderClient client) throws IOException, InterruptedException {
        String prefix = FolderUpload.of(client, songs());
        DatasetView data = client.post(
                "/v1/datasets",
                // tones are no instruments
                new RegisterDataset(SONGS, null, prefix, null, List.of("mislabelled"), null),
                DatasetView.class);
        long end = System.nanoTime() + CHECK.toNanos();
        while (data.state() == DatasetState.CHECKING) {
            if (System.nanoTime() > end) {
                throw CommandFailure.failed("the songs were not checked within %d s".formatted(CHECK.toSeconds()));
            }
            Thread.sleep(LOOK);
            data = client.get("/v1/datasets/" + data.id(), DatasetView.class);
        }
        if (data.state() != DatasetState.READY) {
            throw CommandFailure.failed("the songs are %s: %s".formatted(data.state(), data.check()));
        }
    }

    RunId submit(FaderClient client, long seed) throws IOException {
        SubmitRun run = new SubmitRun("seed " + seed, null, SONGS, config(seed), null, null, null, null, 1);
        return client.post("/v1/runs", run, RunView.class).id();
    }

    /** @throws CommandFailure when it ends otherwise, or not within that time */
    static RunView awaitEnd(FaderClient client, RunId id, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            RunView run = client.get("/v1/runs/" + id, RunView.class);
            if (run.state() == RunState.FINISHED) {
                return run;
            }
            if (run.state().isFinal() || System.nanoTime() > end) {
                throw CommandFailure.failed(
                        "%s is %s at step %d: %s".formatted(id, run.state(), run.step(), run.failure()));
            }
            Thread.sleep(LOOK);
        }
    }
}
