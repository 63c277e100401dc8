package dev.fader.worker.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.queue.TestDatabase;
import dev.fader.queue.model.AliasRows;
import dev.fader.queue.model.ModelRows;
import dev.fader.queue.model.ModelTrials;
import dev.fader.queue.model.ModelTrials.Trial;
import dev.fader.queue.storage.Buckets;
import dev.fader.queue.task.Claim;
import dev.fader.queue.task.Commits;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.Failure;
import dev.fader.schemas.FailureClass;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.TaskState;
import dev.fader.schemas.kind.TaskKinds;
import dev.fader.schemas.model.ModelNames;
import dev.fader.schemas.model.ModelView;
import dev.fader.schemas.model.TrialResult;
import dev.fader.schemas.model.TrialSpec;
import dev.fader.schemas.notation.Sha256;
import dev.fader.schemas.remix.ObjectRef;
import dev.fader.stack.StackProcess;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.foreign.SeparatorDescription;
import dev.fader.trainer.foreign.SeparatorPackage;
import dev.fader.trainer.foreign.TinyOnnx;
import dev.fader.trainer.foreign.TinyTorch;
import dev.fader.trainer.graph.Weights;
import dev.fader.trainer.mixer.MixedSeparator;
import dev.fader.trainer.mixer.MixerFile;
import dev.fader.trainer.mixer.MixerInputs;
import dev.fader.trainer.mixer.MixerShape;
import dev.fader.trainer.mixer.TimeInvariant;
import dev.fader.worker.device.NativeCalls;
import dev.fader.worker.device.NetworkTurn;
import dev.fader.worker.lease.WatchedAttempt;
import dev.fader.worker.model.ModelFiles;
import dev.fader.worker.model.ModelFolder;
import dev.fader.worker.model.SeparatorLoader;
import dev.fader.worker.model.ShippedModels;
import dev.fader.worker.model.TinyModel;
import dev.fader.worker.outcome.Outcome;
import dev.fader.worker.scratch.ScratchSpace;
import dev.fader.worker.storage.ObjectStorage;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.UploadObjectArgs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of models that were uploaded, or put into a worker's folder, on the real object store and database. */
class TrialRunnerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration SILENCE = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    private final String bucket = "trials-" + UUID.randomUUID();
    private final MinioClient client = MinioClient.builder()
            .endpoint(StackProcess.shared().endpoint())
            .credentials("fader", "fader-on-loopback")
            .region("us-east-1")
            .build();
    private final ObjectStorage storage = new ObjectStorage(client, new Buckets(bucket, List.of()), 1 << 24);
    private TestDatabase database;
    private ModelFolder shipped;
    private ModelFiles files;
    private TrialRunner runner;

    @BeforeEach
    void prepare() throws Exception {
        client.makeBucket(MakeBucketArgs.builder().bucket(bucket).build());
        database = TestDatabase.create();
        shipped = new ModelFolder(Files.createDirectories(folder.resolve("models")));
        files = new ModelFiles(shipped, folder.resolve("cache"), 1 << 24, storage);
        runner = new TrialRunner(
                storage,
                new SeparatorLoader(files, Device.cpu(), new NativeCalls(PATIENCE)),
                new ScratchSpace(folder.resolve("scratch"), "worker", 1 << 26),
                new NetworkTurn(),
                new NativeCalls(PATIENCE));
    }

    private static SeparatorPackage halves(String sources) {
        SeparatorDescription description = FaderJson.read("""
                {"format": "onnx", "sampleRateHz": 8000, "channels": 2, "sources": %s, "rest": "accompaniment",
                 "length": {"rule": "multiple", "samples": 1024}, "licence": "MIT", "origin": "a test"}""".formatted(sources), SeparatorDescription.class);
        return new SeparatorPackage(description, TinyOnnx.shares(2, -1, 0.5f));
    }

    private ObjectRef uploaded(Path file) throws Exception {
        String key = "uploads/" + file.getFileName();
        client.uploadObject(UploadObjectArgs.builder()
                .bucket(bucket)
                .object(key)
                .filename(file.toString())
                .build());
        return new ObjectRef(null, key);
    }

    private Path written(SeparatorPackage content) throws Exception {
        Path file = folder.resolve("upload.separator");
        content.write(file);
        return file;
    }

    private TaskId begun(ObjectRef file, String name) {
        return database.jdbi().inTransaction(handle -> ModelTrials.begin(handle, new TrialSpec(file, null, name)));
    }

    private Outcome run(TaskId task) throws Exception {
        Claim claim = database.claim(task, "a");
        Outcome outcome =
                runner.run(TaskKinds.TRIAL.readSpecification(claim.spec()), claim, WatchedAttempt.undisturbed());
        if (outcome instanceof Outcome.Produced produced) {
            new Commits(database.jdbi(), "a").commit(List.of(new Commits.Completed(claim, produced.completion())));
        }
        return outcome;
    }

    private TrialResult result(TaskId task) {
        return FaderJson.read(database.results(task).getFirst(), TrialResult.class);
    }

    private List<ModelView> models() {
        return database.jdbi().withHandle(handle -> ModelRows.list(handle, SILENCE, 10));
    }

    private Optional<String> named(String alias) {
        return database.jdbi().withHandle(handle -> AliasRows.model(handle, alias));
    }

    @Test
    void anUploadThatPassesIsRegisteredWithAllThatItsDescriptionSays() throws Exception {
        Path file = written(halves("[\"vocals\"]"));
        TaskId task = begun(uploaded(file), "half");

        run(task);

        String sha256 = Sha256.of(file);
        assertThat(result(task).alias()).isEqualTo("half");
        assertThat(result(task).sources()).containsExactly("vocals", "accompaniment");
        assertThat(named("half")).contains(sha256);
        assertThat(models()).singleElement().satisfies(model -> {
            assertThat(model.sha256()).isEqualTo(sha256);
            assertThat(model.sampleRateHz()).isEqualTo(8000);
            assertThat(model.network().path("channels").asInt()).isEqualTo(2);
            assertThat(model.network().at("/length/rule").asText()).isEqualTo("multiple");
            assertThat(model.lineage().provenance())
                    .containsEntry("licence", "MIT")
                    .containsEntry("origin", "a test");
            assertThat(model.measurements()).hasSize(3);
            // its own object, since uploads do not last
            assertThat(storage.bytesOf(ModelNames.key(sha256))).isEqualTo(Files.size(file));
        });
    }

    @Test
    void whatIsNotAsItSaysIsRefusedWithBothSidesAndNothingIsKeptOfIt() throws Exception {
        Path file = written(halves("[\"vocals\", \"drums\"]"));
        Path words = Files.writeString(folder.resolve("words.separator"), "no model");

        Outcome wrong = run(begun(uploaded(file), "two"));
        Outcome none = run(begun(uploaded(words), "words"));

        assertThat(wrong).isInstanceOfSatisfying(Outcome.BadInput.class, bad -> {
            assertThat(bad.reason()).isEqualTo("not_as_described");
            assertThat(bad.detail()).contains("gives [1, 1, 2,").contains("says [1, 2, 2,");
        });
        assertThat(none).isInstanceOfSatisfying(Outcome.BadInput.class, bad -> {
            assertThat(bad.reason()).isEqualTo("no_model");
            assertThat(bad.detail()).contains("uploads/words.separator").doesNotContain(folder.toString());
        });
        assertThat(models()).isEmpty();
        assertThat(storage.bytesOf(ModelNames.key(Sha256.of(file)))).isNegative();
    }

    @Test
    void aNetworkOfOursIsTriedAsWellAndAMixerWithoutItsSeparatorsIsRefused() throws Exception {
        Path network = folder.resolve("tiny.safetensors");
        TinyModel.write(network, 1, List.of("vocals", "other"));
        MixerInputs channels = new MixerInputs(
                true,
                List.of(new MixedSeparator("gone", "a".repeat(64), List.of("vocals"))),
                List.of("vocals", "other"),
                44_100);
        Path mixer = folder.resolve("mixer.safetensors");
        new MixerFile(
                        channels,
                        MixerShape.of(new TimeInvariant(), 1 << 14, channels),
                        Map.of(),
                        new Weights.Builder()
                                .add("weight", new long[] {4, 4}, new float[16])
                                .build())
                .write(mixer);

        TaskId ours = begun(uploaded(network), "tiny");
        run(ours);
        Outcome lonely = run(begun(uploaded(mixer), "lonely"));

        assertThat(result(ours).architecture()).isEqualTo("conv_tasnet");
        assertThat(named("tiny")).isPresent();
        assertThat(lonely)
                .isInstanceOfSatisfying(
                        Outcome.BadInput.class,
                        bad -> assertThat(bad.reason()).as(bad.detail()).isEqualTo("unknown_model"));
    }

    @Test
    void aModelThatHangsIsToldApartAndTheProcessKnowsThatItMustEnd() throws Exception {
        SeparatorDescription description = FaderJson.read("""
                {"format": "torchscript", "sampleRateHz": 8000, "channels": 2, "sources": ["vocals"]}""", SeparatorDescription.class);
        Path file = written(new SeparatorPackage(description, TinyTorch.hanging()));
        NativeCalls impatient = new NativeCalls(Duration.ofSeconds(3));
        TrialRunner hurried = new TrialRunner(
                storage,
                new SeparatorLoader(files, Device.cpu(), impatient),
                new ScratchSpace(folder.resolve("scratch"), "hurried", 1 << 26),
                new NetworkTurn(),
                impatient);
        Claim claim = database.claim(begun(uploaded(file), "hangs"), "a");

        Outcome outcome =
                hurried.run(TaskKinds.TRIAL.readSpecification(claim.spec()), claim, WatchedAttempt.undisturbed());

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Stalled.class,
                        stalled -> assertThat(stalled.detail()).contains("has not ended for 3 seconds"));
        assertThat(impatient.stalled()).isTrue();
        assertThat(models()).isEmpty();
    }

    @Test
    void aNameThatWasGivenAwayMeanwhileStaysWhereItIs() throws Exception {
        String other = TinyModel.write(shipped.path().resolve("half.safetensors"), 1, List.of("vocals", "other"));
        TaskId task = begun(uploaded(written(halves("[\"vocals\"]"))), "half");
        new ShippedModels(shipped, storage, database.jdbi()).take();

        run(task);

        assertThat(result(task).alias()).isNull();
        assertThat(named("half")).contains(other);
        assertThat(models()).hasSize(2);
    }

    @Test
    void aModelMadeElsewhereInAFolderIsTriedOnceHoweverManyWorkersFindIt() throws Exception {
        Path file = shipped.path().resolve("half.separator");
        halves("[\"vocals\"]").write(file);
        ShippedModels one = new ShippedModels(shipped, storage, database.jdbi());
        ShippedModels other = new ShippedModels(new ModelFolder(shipped.path()), storage, database.jdbi());

        one.take();
        other.take();
        one.take();

        assertThat(database.count("kind = 'trial'")).isEqualTo(1);
        assertThat(models()).isEmpty();
        run(last(file).task());
        assertThat(named("half")).contains(Sha256.of(file));
        one.take();
        assertThat(database.count("kind = 'trial'")).isEqualTo(1);
    }

    @Test
    void aTrialThatFailedIsRepeatedWhenAWorkerStartsAndOneInQuarantineIsNot() throws Exception {
        Path file = shipped.path().resolve("half.separator");
        halves("[\"vocals\"]").write(file);
        ShippedModels first = new ShippedModels(shipped, storage, database.jdbi());
        first.take();
        Commits commits = new Commits(database.jdbi(), "a");
        commits.fail(
                database.claim(last(file).task(), "a"), new Failure(FailureClass.BAD_INPUT, "not_as_described", "…"));
        first.take();
        assertThat(database.count("kind = 'trial'")).isEqualTo(1);

        new ShippedModels(shipped, storage, database.jdbi()).take();

        assertThat(database.count("kind = 'trial'")).isEqualTo(2);
        commits.quarantine(
                database.claim(last(file).task(), "a"), new Failure(FailureClass.PROCESS_DEATH, "worker_died", "…"));
        new ShippedModels(shipped, storage, database.jdbi()).take();
        assertThat(database.count("kind = 'trial'")).isEqualTo(2);
        assertThat(last(file).state()).isEqualTo(TaskState.QUARANTINED);
    }

    private Trial last(Path file) throws Exception {
        String sha256 = Sha256.of(file);
        return database.jdbi()
                .withHandle(handle -> ModelTrials.last(handle, sha256))
                .orElseThrow();
    }
}
