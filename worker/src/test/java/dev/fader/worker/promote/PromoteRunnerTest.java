package dev.fader.worker.promote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fader.queue.TestDatabase;
import dev.fader.queue.model.AliasRows;
import dev.fader.queue.storage.Buckets;
import dev.fader.queue.task.Claim;
import dev.fader.queue.task.Commits;
import dev.fader.schemas.DatasetId;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.dataset.DatasetRef;
import dev.fader.schemas.kind.Output;
import dev.fader.schemas.kind.TaskKinds;
import dev.fader.schemas.model.AliasMove;
import dev.fader.schemas.model.HeldOut;
import dev.fader.schemas.model.PromoteResult;
import dev.fader.schemas.model.PromoteResult.Verdict;
import dev.fader.schemas.model.PromoteSpec;
import dev.fader.schemas.remix.ObjectRef;
import dev.fader.schemas.remix.StoredObject;
import dev.fader.stack.StackProcess;
import dev.fader.trainer.audio.AudioEncoding;
import dev.fader.trainer.audio.AudioLimits;
import dev.fader.trainer.audio.AudioOutput;
import dev.fader.trainer.audio.AudioReader;
import dev.fader.trainer.audio.AudioWriter;
import dev.fader.trainer.engine.Device;
import dev.fader.worker.dataset.HeldFolder;
import dev.fader.worker.device.NativeCalls;
import dev.fader.worker.device.NetworkTurn;
import dev.fader.worker.lease.AttemptStopped;
import dev.fader.worker.lease.WatchedAttempt;
import dev.fader.worker.model.ModelFiles;
import dev.fader.worker.model.ModelFolder;
import dev.fader.worker.model.Models;
import dev.fader.worker.model.SeparatorLoader;
import dev.fader.worker.model.ShippedModels;
import dev.fader.worker.model.TinyModel;
import dev.fader.worker.outcome.Outcome;
import dev.fader.worker.scratch.ScratchSpace;
import dev.fader.worker.storage.ObjectStorage;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Promotions by two untrained networks, of which one happens to be better, on songs in the real object store. */
class PromoteRunnerTest {

    private static final List<String> SOURCES = List.of("vocals", "other");
    private static final int RATE = 44_100;
    private static final String BUCKET = "promotions";
    private static final DatasetRef DATA =
            new DatasetRef(DatasetId.create(), "held", new StoredObject(BUCKET, "manifest.json", 1, "0".repeat(64)));

    @TempDir
    static Path folder;

    private static TestDatabase database;
    private static ObjectStorage storage;
    private static PromoteRunner runner;
    private static String one;
    private static String two;
    private static String piano;

    @BeforeAll
    static void prepare() throws Exception {
        database = TestDatabase.create();
        MinioClient client = MinioClient.builder()
                .endpoint(StackProcess.shared().endpoint())
                .credentials("fader", "fader-on-loopback")
                .region("us-east-1")
                .build();
        client.makeBucket(MakeBucketArgs.builder().bucket(BUCKET).build());
        storage = new ObjectStorage(client, new Buckets(BUCKET, List.of()), 1 << 24);
        Path shipped = Files.createDirectories(folder.resolve("models"));
        one = TinyModel.write(shipped.resolve("one.safetensors"), 1, SOURCES);
        two = TinyModel.write(shipped.resolve("two.safetensors"), 2, SOURCES);
        piano = TinyModel.write(shipped.resolve("piano.safetensors"), 3, List.of("piano", "other"));
        ModelFolder files = new ModelFolder(shipped);
        new ShippedModels(files, storage, database.jdbi()).take();
        Path songs = folder.resolve("songs");
        for (int song = 0; song < 3; song++) {
            for (int source = 0; source < SOURCES.size(); source++) {
                Path stem = songs.resolve("test/song %d/%s.wav".formatted(song, SOURCES.get(source)));
                write(stem, song, source);
            }
        }
        Files.createDirectories(songs.resolve("validation"));
        runner = new PromoteRunner(
                (data, splits, attempt) -> new HeldFolder(songs),
                models(new ModelFiles(files, folder.resolve("cache"), 1 << 20, storage)),
                new ScratchSpace(folder.resolve("scratch"), "worker", 1 << 26),
                storage,
                new NetworkTurn());
    }

    @Test
    void theBetterModelWinsAndTheAliasMovesWithTheResultAndTheWorseIsRefusedWithItsTable() throws Exception {
        PromoteResult first = judged("either", two, one);
        boolean twoIsBetter = first.verdict() == Verdict.PROMOTED;
        String better = twoIsBetter ? two : one;
        String worse = twoIsBetter ? one : two;

        TaskId won = task("wins", better, worse);
        PromoteResult promoted = run(won);
        PromoteResult kept = judged("loses", worse, better);

        assertThat(promoted.verdict()).isEqualTo(Verdict.PROMOTED);
        assertThat(promoted.candidateDb()).isNotNaN().isGreaterThan(promoted.incumbentDb());
        assertThat(named("wins")).isEqualTo(better);
        AliasMove move = lastMove("wins");
        assertThat(move.task()).isEqualTo(won);
        assertThat(move.overruled()).isFalse();
        assertThat(kept.verdict()).isEqualTo(Verdict.KEPT);
        assertThat(kept.candidateDb()).isEqualTo(promoted.incumbentDb());
        assertThat(named("loses")).isEqualTo(better);
    }

    @Test
    void theResultHasATableTheSongsAndRemixesByBothToListenTo() throws Exception {
        PromoteResult result = judged("table", two, one);

        assertThat(result.table()).extracting(PromoteResult.SourceTable::source).isEqualTo(SOURCES);
        // −24 to +24 dB in steps of 3, without 0
        assertThat(result.table())
                .allSatisfy(source -> assertThat(source.rows())
                        .hasSize(16)
                        .allSatisfy(row ->
                                assertThat(row.differenceDb()).isEqualTo(row.candidateDb() - row.incumbentDb())));
        assertThat(result.songs())
                .extracting(PromoteResult.SongScore::song)
                .containsExactlyInAnyOrder("song 0", "song 1", "song 2");
        assertThat(result.songs())
                .extracting(PromoteResult.SongScore::differenceDb)
                .isSorted();
        assertThat(result.examples()).extracting(PromoteResult.Example::which).containsExactly("worst", "best");
        assertThat(result.examples().getFirst().song())
                .isEqualTo(result.songs().getFirst().song());
        for (Output output : TaskKinds.PROMOTE.outputs(result)) {
            assertThat(output.object().key()).matches("results/task_[0-9a-f]+/f1/(worst|best)-[a-z]+\\.flac");
            Path file = folder.resolve("heard-" + output.name());
            ObjectRef object = new ObjectRef(null, output.object().key());
            storage.fetch(object, storage.size(object), file, () -> {});
            try (AudioReader reader = AudioReader.open(file, AudioLimits.DEFAULT)) {
                assertThat(reader.format().declaredFrames()).isEqualTo(RATE);
            }
        }
        assertThat(result.examples())
                .allSatisfy(example -> assertThat(example.candidate().sha256())
                        .isNotEqualTo(example.incumbent().sha256()));
        try (var left = Files.walk(folder.resolve("scratch"))) {
            assertThat(left.filter(file -> file.toString().contains("task_"))).isEmpty();
        }
    }

    @Test
    void onlySoManySongsAreHeard() throws Exception {
        PromoteResult result = run(task("few", test(2), two, one));

        assertThat(result.songs())
                .extracting(PromoteResult.SongScore::song)
                .containsExactlyInAnyOrder("song 0", "song 1");
    }

    @Test
    void anAliasThatMovedMeanwhileIsLeftAloneAndTheResultSaysSo() throws Exception {
        PromoteResult first = judged("probe", two, one);
        String better = first.verdict() == Verdict.PROMOTED ? two : one;
        String worse = better.equals(two) ? one : two;
        TaskId task = task("overtaken", better, worse);

        database.jdbi().useTransaction(handle -> AliasRows.overrule(handle, "overtaken", piano, "a whim"));
        PromoteResult result = run(task);

        assertThat(result.verdict()).isEqualTo(Verdict.OVERTAKEN);
        assertThat(named("overtaken")).isEqualTo(piano);
        assertThat(lastMove("overtaken").reason()).isEqualTo("a whim");
    }

    @Test
    void whatCannotBeJudgedIsRefusedForGood() throws Exception {
        assertThat(refusal(task("other", piano, one))).isEqualTo("not_comparable");
        assertThat(refusal(task("none", new HeldOut(DATA, "validation", 2, 1), two, one)))
                .isIn("no_songs", "bad_data");
        assertThat(refusal(task("unknown", "0".repeat(64), one))).isEqualTo("unknown_model");
    }

    @Test
    void aPromotionThatIsStoppedLeavesNothing() throws Exception {
        Claim claim = database.claim(task("stopped", two, one), "w");

        assertThatThrownBy(() -> runner.run(spec(claim), claim, WatchedAttempt.stopped()))
                .isInstanceOf(AttemptStopped.class);
    }

    private static PromoteResult judged(String alias, String candidate, String incumbent) throws Exception {
        return run(task(alias, candidate, incumbent));
    }

    private static TaskId task(String alias, String candidate, String incumbent) {
        return task(alias, test(10), candidate, incumbent);
    }

    private static TaskId task(String alias, HeldOut heldOut, String candidate, String incumbent) {
        database.jdbi().useTransaction(handle -> AliasRows.setFirst(handle, alias, incumbent));
        PromoteSpec spec = new PromoteSpec(alias, candidate, incumbent, heldOut);
        return database.submit(TaskKinds.PROMOTE, "default", 0, 1, n -> spec).getFirst();
    }

    /** As a worker runs it and commits what it made. */
    private static PromoteResult run(TaskId task) throws Exception {
        Claim claim = database.claim(task, "w");
        Outcome outcome = runner.run(spec(claim), claim, WatchedAttempt.undisturbed());
        assertThat(outcome).isInstanceOf(Outcome.Produced.class);
        new Commits(database.jdbi(), "w")
                .commit(List.of(new Commits.Completed(claim, ((Outcome.Produced) outcome).completion())));
        assertThat(database.text(task, "state")).isEqualTo("DONE");
        return FaderJson.read(database.results(task).getFirst(), PromoteResult.class);
    }

    private static String refusal(TaskId task) throws Exception {
        Claim claim = database.claim(task, "w");
        Outcome outcome = runner.run(spec(claim), claim, WatchedAttempt.undisturbed());
        assertThat(outcome).isInstanceOf(Outcome.BadInput.class);
        return ((Outcome.BadInput) outcome).reason();
    }

    private static PromoteSpec spec(Claim claim) {
        return TaskKinds.PROMOTE.readSpecification(claim.spec());
    }

    private static String named(String alias) {
        return database.jdbi()
                .withHandle(handle -> AliasRows.model(handle, alias))
                .orElseThrow();
    }

    private static AliasMove lastMove(String alias) {
        return database.jdbi()
                .withHandle(handle -> AliasRows.find(handle, alias))
                .orElseThrow()
                .moves()
                .getFirst();
    }

    private static void write(Path file, int song, int source) throws Exception {
        double[][] planar = new double[2][2 * RATE];
        for (int i = 0; i < planar[0].length; i++) {
            double t = (double) i / RATE;
            double tone = 0.2 * Math.sin(2 * Math.PI * (110 + 70 * song + 331 * source) * t);
            planar[0][i] = tone * (1 + 0.5 * Math.sin(2 * Math.PI * (1 + source) * t));
            planar[1][i] = 0.7 * tone;
        }
        Files.createDirectories(file.resolveSibling(""));
        try (AudioWriter writer = AudioWriter.create(file, AudioOutput.of(AudioEncoding.WAV_16, RATE, 2))) {
            writer.write(planar, 0, planar[0].length);
            writer.finish();
        }
    }

    private static HeldOut test(int songs) {
        return new HeldOut(DATA, "test", songs, 1);
    }

    private static Models models(ModelFiles files) {
        return new Models(
                files, new SeparatorLoader(files, Device.cpu(), new NativeCalls(Duration.ofMinutes(1))), 1, 2);
    }
}
