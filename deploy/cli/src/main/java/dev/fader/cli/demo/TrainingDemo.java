package dev.fader.cli.demo;

import dev.fader.cli.client.CommandFailure;
import dev.fader.cli.client.FaderClient;
import dev.fader.cli.dataset.FolderUpload;
import dev.fader.cli.local.Installation;
import dev.fader.cli.local.JavaProcess;
import dev.fader.schemas.BatchId;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.SweepId;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.TaskState;
import dev.fader.schemas.api.BatchView;
import dev.fader.schemas.api.DatasetState;
import dev.fader.schemas.api.DatasetView;
import dev.fader.schemas.api.RegisterDataset;
import dev.fader.schemas.api.RunState;
import dev.fader.schemas.api.SubmitBatch;
import dev.fader.schemas.api.SubmitSweep;
import dev.fader.schemas.api.SweepView;
import dev.fader.schemas.api.TaskView;
import dev.fader.schemas.model.PromoteResult;
import dev.fader.schemas.model.PromotionRequest;
import dev.fader.schemas.model.PromotionView;
import dev.fader.schemas.remix.Gain;
import dev.fader.schemas.remix.OutputFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Four small networks trained from one file while songs are remixed, the best of them promoted and put to work. */
final class TrainingDemo {

    static final String ALIAS = "demo";

    private static final String SONGS = "demo-songs";
    private static final Map<String, Integer> SPLITS = Map.of("train", 4, "validation", 2, "test", 2);
    private static final String SECONDS = "8";
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final Installation installation;
    private final Path folder;

    TrainingDemo(Installation installation, Path folder) {
        this.installation = installation;
        this.folder = folder;
    }

    Path songs() {
        return folder.resolve(SONGS);
    }

    /** Composes and plays the songs, if they are not there from a former run. */
    void makeSongs() throws IOException, InterruptedException {
        int seed = 1;
        for (String split : SPLITS.keySet().stream().sorted().toList()) {
            seed++;
            if (Files.exists(songs().resolve(split))) {
                continue;
            }
            Files.createDirectories(folder);
            JavaProcess.Recipe recipe = new JavaProcess.Recipe(
                    "the trainer's command synthesize",
                    installation.trainer(),
                    "dev.fader.trainer.cli.TrainerCommand",
                    List.of("-Xmx1g"),
                    List.of(
                            "synthesize",
                            "--out",
                            songs().toString(),
                            "--split",
                            split,
                            "--songs",
                            String.valueOf(SPLITS.get(split)),
                            "--seconds",
                            SECONDS,
                            "--seed",
                            String.valueOf(seed)));
            try (JavaProcess process =
                    JavaProcess.start(recipe, folder.resolve("songs.txt"), folder.resolve("trainer.log"))) {
                process.join();
            }
        }
    }

    /** Brings the songs to the service under a name, and has them checked. */
    DatasetView register(FaderClient client) throws InterruptedException {
        DatasetView registered = client.post(
                "/v1/datasets",
                new RegisterDataset(
                        SONGS + "-" + Long.toString(System.currentTimeMillis(), 36),
                        null,
                        FolderUpload.of(client, songs()),
                        null,
                        // the first edition of our songs has offsets
                        List.of("offset", "mislabelled"),
                        null),
                DatasetView.class);
        DatasetView checked = await(
                () -> client.get("/v1/datasets/" + registered.id(), DatasetView.class),
                data -> data.state() != DatasetState.CHECKING);
        if (checked.state() != DatasetState.READY) {
            throw CommandFailure.failed("the songs are refused: %s".formatted(checked.check()));
        }
        return checked;
    }

    SweepView submit(FaderClient client, DatasetView data) throws IOException {
        SubmitSweep file;
        try (InputStream in = Objects.requireNonNull(TrainingDemo.class.getResourceAsStream("sweep.json"))) {
            file = FaderJson.read(new String(in.readAllBytes(), StandardCharsets.UTF_8), SubmitSweep.class);
        }
        return client.post(
                "/v1/sweeps",
                new SubmitSweep(
                        file.name(),
                        file.tenant(),
                        data.name(),
                        file.config(),
                        file.separators(),
                        file.priority(),
                        file.labels(),
                        file.keepEvery(),
                        file.points(),
                        file.halving(),
                        file.budget(),
                        file.evaluation()),
                SweepView.class);
    }

    SweepView awaitEnd(FaderClient client, SweepId sweep) throws InterruptedException {
        return await(
                () -> client.get("/v1/sweeps/" + sweep, SweepView.class),
                view -> view.state().isFinal());
    }

    /** Remixes the test songs' mixtures. @param model an alias; null: the service's default */
    BatchView remix(FaderClient client, @Nullable String model) throws IOException, InterruptedException {
        List<SubmitBatch.Item> items = new ArrayList<>();
        for (Path mixture : mixtures()) {
            Map<String, @Nullable Gain> gains = new HashMap<>(Map.of("vocals", new Gain(-6), "drums", new Gain(3)));
            String song = String.valueOf(mixture.resolveSibling("").getFileName());
            items.add(new SubmitBatch.Item(
                    client.upload(mixture), song, gains, null, OutputFormat.SAME, null, null, null, null));
        }
        SubmitBatch batch = new SubmitBatch(
                null,
                TaskClass.BATCH,
                null,
                model,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                items);
        BatchId id = client.submit(batch).id();
        return await(() -> client.batch(id), view -> view.state().isFinal());
    }

    private List<Path> mixtures() throws IOException {
        try (Stream<Path> files = Files.walk(songs().resolve("test"))) {
            return files.filter(file -> file.endsWith("mixture.wav")).sorted().toList();
        }
    }

    /** The worst model of the sweep gets the alias without a contest; the best has to win it. */
    PromoteResult promote(FaderClient client, SweepView sweep, DatasetView data) throws InterruptedException {
        List<SweepView.Row> trained = sweep.runs().stream()
                .filter(run -> run.state() == RunState.FINISHED && run.best() != null && run.bestSdrDb() != null)
                .sorted(Comparator.comparingDouble((SweepView.Row run) -> Objects.requireNonNull(run.bestSdrDb())))
                .toList();
        if (trained.size() < 2) {
            throw CommandFailure.failed("fewer than two runs have finished: %s".formatted(sweep.state()));
        }
        PromotionView unused =
                client.post(path(), request(trained.getFirst(), null, "the first of its name"), PromotionView.class);
        PromotionView contest = client.post(path(), request(trained.getLast(), data, null), PromotionView.class);
        TaskView task = await(
                () -> client.get("/v1/tasks/" + contest.task(), TaskView.class),
                view -> view.state().isFinal());
        if (task.state() != TaskState.DONE) {
            throw CommandFailure.failed("the promotion is %s: %s".formatted(task.state(), task.failure()));
        }
        return FaderJson.read(client.result(task.id()).result(), PromoteResult.class);
    }

    private static String path() {
        return "/v1/aliases/" + ALIAS + "/promotions";
    }

    private static PromotionRequest request(
            SweepView.Row run, @Nullable DatasetView data, @Nullable String overruleReason) {
        return new PromotionRequest(
                Objects.requireNonNull(run.best()).sha256(),
                data == null ? null : data.name(),
                null,
                data == null ? null : "test",
                null,
                null,
                overruleReason);
    }

    private interface Asking<T> {
        T now();
    }

    private static <T> T await(Asking<T> asking, Predicate<T> reached) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        T seen = asking.now();
        while (!reached.test(seen)) {
            if (System.nanoTime() > end) {
                throw CommandFailure.failed("after %d min it is still %s".formatted(PATIENCE.toMinutes(), seen));
            }
            Thread.sleep(LOOK);
            seen = asking.now();
        }
        return seen;
    }
}
