package dev.fader.worker.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fader.queue.TestDatabase;
import dev.fader.queue.curve.Curves;
import dev.fader.queue.storage.Buckets;
import dev.fader.queue.task.Claim;
import dev.fader.queue.task.Commits;
import dev.fader.queue.task.NextTasks;
import dev.fader.schemas.DatasetId;
import dev.fader.schemas.RunId;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.dataset.DatasetRef;
import dev.fader.schemas.evaluation.EvaluateResult;
import dev.fader.schemas.evaluation.EvaluateResult.Measured;
import dev.fader.schemas.evaluation.EvaluateSpec;
import dev.fader.schemas.evaluation.Protocol;
import dev.fader.schemas.evaluation.ReportResult;
import dev.fader.schemas.evaluation.ReportSpec;
import dev.fader.schemas.kind.TaskKind;
import dev.fader.schemas.kind.TaskKinds;
import dev.fader.schemas.remix.StoredObject;
import dev.fader.stack.StackProcess;
import dev.fader.trainer.audio.Wav24Writer;
import dev.fader.trainer.checkpoint.ModelFile;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.evaluation.ProtocolResult;
import dev.fader.trainer.evaluation.ResultFile;
import dev.fader.trainer.evaluation.separation.VocalResult;
import dev.fader.trainer.graph.Graph.Parameters;
import dev.fader.trainer.mixer.MixedSeparator;
import dev.fader.trainer.mixer.MixerFile;
import dev.fader.trainer.mixer.MixerInputs;
import dev.fader.trainer.mixer.MixerPrograms;
import dev.fader.trainer.mixer.MixerShape;
import dev.fader.trainer.mixer.TimeInvariant;
import dev.fader.worker.attempt.TaskRunner;
import dev.fader.worker.dataset.HeldFolder;
import dev.fader.worker.device.NativeCalls;
import dev.fader.worker.device.NetworkTurn;
import dev.fader.worker.lease.AttemptStopped;
import dev.fader.worker.lease.WatchedAttempt;
import dev.fader.worker.model.ModelFiles;
import dev.fader.worker.model.ModelFolder;
import dev.fader.worker.model.SeparatorLoader;
import dev.fader.worker.model.TinyModel;
import dev.fader.worker.outcome.Outcome;
import dev.fader.worker.scratch.ScratchSpace;
import dev.fader.worker.storage.ObjectStorage;
import io.minio.DownloadObjectArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An untrained network, measured on two short songs and reported, with the real object store and database. */
class EvaluateRunnerTest {

    private static final List<String> SOURCES = List.of("vocals", "other");
    private static final int RATE = 44_100;
    private static final String BUCKET = "evaluations";
    private static final RunId RUN = RunId.create();

    @TempDir
    static Path folder;

    private static TestDatabase database;
    private static MinioClient client;
    private static ObjectStorage storage;
    private static StoredObject model;
    private static EvaluateRunner evaluations;
    private static ReportRunner reports;

    @BeforeAll
    static void prepare() throws Exception {
        database = TestDatabase.create();
        client = MinioClient.builder()
                .endpoint(StackProcess.shared().endpoint())
                .credentials("fader", "fader-on-loopback")
                .region("us-east-1")
                .build();
        client.makeBucket(MakeBucketArgs.builder().bucket(BUCKET).build());
        storage = new ObjectStorage(client, new Buckets(BUCKET, List.of()), 1 << 24);
        Path file = folder.resolve("best.safetensors");
        String unused = TinyModel.write(file, 1, SOURCES);
        model = storage.put(file, "results/a-run/best.safetensors", () -> {});
        Path songs = folder.resolve("songs");
        for (int song = 0; song < 2; song++) {
            for (String source : SOURCES) {
                noise(songs.resolve("test/song " + song + "/" + source + ".wav"), song + source.length());
            }
        }
        ScratchSpace space = new ScratchSpace(folder.resolve("scratch"), "worker", 1 << 26);
        ModelFiles models = new ModelFiles(new ModelFolder(folder), folder.resolve("cache"), 1 << 20, storage);
        evaluations = new EvaluateRunner(
                (data, split, attempt) -> new HeldFolder(songs),
                storage,
                space,
                new NetworkTurn(),
                Device.cpu(),
                new SeparatorLoader(models, Device.cpu(), new NativeCalls(Duration.ofMinutes(1))));
        reports = new ReportRunner(storage, space, new Curves(database.jdbi()));
    }

    @Test
    void whatIsMeasuredIsStoredAndTheModelRegisteredWithIt() throws Exception {
        WatchedAttempt attempt = WatchedAttempt.undisturbed();

        EvaluateResult result = evaluated(attempt);

        assertThat(result.protocol()).isEqualTo(Protocol.PAPER);
        assertThat(result.measured()).extracting(Measured::rule).containsExactly("own", "consistent");
        assertThat(result.measured()).extracting(Measured::songs).containsOnly(2);
        assertThat(attempt.progress()).containsExactly(1.0, 2.0);
        ProtocolResult consistent = ResultFile.read(download(result.files().stream()
                .filter(one -> one.name().equals(RUN + "-consistent.json"))
                .findFirst()
                .orElseThrow()
                .object()));
        assertThat(consistent.overall().minSdrWithoutZeroDb().mean())
                .isEqualTo(result.measured().getLast().minSdrDb());
        assertThat(consistent.model().trainedOn()).isEqualTo("rock");
        assertThat(result.files()).extracting(one -> one.name()).anyMatch(name -> name.endsWith(".flac"));
        assertThat(database.one(
                        "SELECT CAST(measurements AS text) FROM model WHERE sha256 = ? AND run_id = ?",
                        model.sha256(),
                        RUN.uuid()))
                .contains("min_sdr_db on rock/test, own remix");
    }

    @Test
    void aReportIsOneArchiveWithThePageItsTablesAndTheSweepsOwn() throws Exception {
        EvaluateResult result = evaluated(WatchedAttempt.undisturbed());
        ReportSpec spec = new ReportSpec(
                "tries",
                "run,seed\nfirst,1\n",
                result.files(),
                List.of(
                        new ReportSpec.Run(RUN, "tries-1", model),
                        new ReportSpec.Run(RunId.create(), "tries-2", null)));

        ReportResult report = (ReportResult) produced(reports, TaskKinds.REPORT, spec, WatchedAttempt.undisturbed());

        assertThat(report.results()).isEqualTo(2);
        try (ZipFile zip = new ZipFile(download(report.report()).toFile())) {
            assertThat(zip.stream().map(ZipEntry::getName))
                    .contains("report.html", "report-files/sweep.csv", "report-files/table1.csv");
            assertThat(text(zip, "report-files/sweep.csv")).isEqualTo("run,seed\nfirst,1\n");
            assertThat(text(zip, "report.html")).contains("rock → rock").contains("data:audio/flac");
        }
    }

    @Test
    void aNetworkThatWasTrainedForAVoiceIsMeasuredAndReportedByTheProtocolOfItsTable() throws Exception {
        ModelFile tiny = tiny(2, List.of("vocals", "accompaniment"));
        Path file = folder.resolve("htmd/best.safetensors");
        Files.createDirectories(file.resolveSibling(""));
        new ModelFile(
                        tiny.network(),
                        tiny.sources(),
                        RATE,
                        Map.of("training", "{\"objective\": {\"l1\": \"mae\", \"l2\": \"mse\"}}"),
                        tiny.weights())
                .write(file);
        StoredObject voice = storage.put(file, "results/htmd/best.safetensors", () -> {});
        WatchedAttempt attempt = WatchedAttempt.undisturbed();

        EvaluateResult result =
                (EvaluateResult) produced(evaluations, TaskKinds.EVALUATE, spec(voice, "test"), attempt);
        Path page = page(result);

        assertThat(result.protocol()).isEqualTo(Protocol.HTMD);
        assertThat(attempt.progress()).containsExactly(1.0, 2.0);
        Measured measured = result.measured().getFirst();
        assertThat(measured.rule()).isNull();
        VocalResult stored =
                ResultFile.read(download(result.files().getFirst().object()), VocalResult.HTMD, VocalResult.class);
        assertThat(measured.sdrDb())
                .containsOnlyKeys("vocals", "accompaniment")
                .containsEntry(
                        "vocals", stored.target("vocals").songWise().sdrDb().median());
        assertThat(database.one("SELECT CAST(measurements AS text) FROM model WHERE sha256 = ?", voice.sha256()))
                .contains("sdr_db of vocals on rock/test, htmd");
        try (ZipFile zip = new ZipFile(page.toFile())) {
            assertThat(zip.stream().map(ZipEntry::getName))
                    .contains("report.html", "report-files/sweep.csv", "report-files/vocals.csv");
            assertThat(text(zip, "report.html")).contains("tries-1 (conv_tasnet mae/mse)");
        }
    }

    @Test
    void aMixerIsMeasuredByTheProtocolOfMixersAndNoOtherThatRemixes() throws Exception {
        StoredObject mixer = mixer();

        EvaluateResult result = (EvaluateResult)
                produced(evaluations, TaskKinds.EVALUATE, spec(mixer, "test"), WatchedAttempt.undisturbed());
        EvaluateSpec asPaper = spec(mixer, "test", Protocol.PAPER);

        assertThat(result.protocol()).isEqualTo(Protocol.MDX);
        assertThat(result.measured().getFirst().sdrDb()).containsOnlyKeys(SOURCES);
        assertThat(database.one("SELECT architecture FROM model WHERE sha256 = ?", mixer.sha256()))
                .isEqualTo("mdx_mixer");
        assertThat(refusal(asPaper)).contains("tries-1").contains("'mdx'");
        assertThat(refusal(spec(voiceless(), "test", Protocol.HTMD)))
                .contains("[bass, other]")
                .contains("no vocals");
        try (ZipFile zip = new ZipFile(
                page(result, evaluated(WatchedAttempt.undisturbed())).toFile())) {
            assertThat(zip.stream().map(ZipEntry::getName)).contains("report-mdx.html", "report-paper.html");
        }
    }

    @Test
    void aSplitWithoutSongsAndAModelThatWasChangedAreRefused() throws Exception {
        assertThat(refusal(spec(model, "validation"))).contains("validation");
        assertThat(refusal(spec(new StoredObject(model.bucket(), model.key(), model.bytes(), "0".repeat(64)), "test")))
                .contains("is not what was stored");
    }

    @Test
    void itStopsBetweenTwoCallsOfTheNetwork() {
        assertThatThrownBy(
                        () -> produced(evaluations, TaskKinds.EVALUATE, spec(model, "test"), WatchedAttempt.stopped()))
                .isInstanceOf(AttemptStopped.class);
    }

    private static EvaluateResult evaluated(WatchedAttempt attempt) throws Exception {
        return (EvaluateResult) produced(evaluations, TaskKinds.EVALUATE, spec(model, "test"), attempt);
    }

    /** Of the network in the folder of models. */
    private static StoredObject mixer() throws Exception {
        String sha256 = TinyModel.write(folder.resolve("mixed.safetensors"), 3, SOURCES);
        MixerInputs channels = new MixerInputs(true, List.of(new MixedSeparator("A", sha256, SOURCES)), SOURCES, RATE);
        MixerShape shape = MixerShape.of(new TimeInvariant(), 1 << 12, channels);
        Path file = folder.resolve("mixer.safetensors");
        new MixerFile(
                        channels,
                        shape,
                        Map.of(),
                        MixerPrograms.mixing(shape, Parameters.NAMED).initialWeights(new Random(1)))
                .write(file);
        return storage.put(file, "results/mixer/best.safetensors", () -> {});
    }

    private static ModelFile tiny(long seed, List<String> sources) throws IOException {
        Path file = folder.resolve("tiny.safetensors");
        String unused = TinyModel.write(file, seed, sources);
        return ModelFile.read(file);
    }

    private static StoredObject voiceless() throws IOException {
        ModelFile unused = tiny(4, List.of("bass", "other"));
        return storage.put(folder.resolve("tiny.safetensors"), "results/voiceless/best.safetensors", () -> {});
    }

    private static Path page(EvaluateResult... results) throws Exception {
        List<EvaluateResult.ResultFile> files = new ArrayList<>();
        for (EvaluateResult result : results) {
            // results of one run have one name
            String place = "result" + files.size() + "/";
            result.files().forEach(one -> files.add(new EvaluateResult.ResultFile(place + one.name(), one.object())));
        }
        ReportSpec spec = new ReportSpec("tries", "run\n", files, List.of());
        ReportResult report = (ReportResult) produced(reports, TaskKinds.REPORT, spec, WatchedAttempt.undisturbed());
        return download(report.report());
    }

    private static EvaluateSpec spec(StoredObject measured, String split) {
        return spec(measured, split, null);
    }

    private static EvaluateSpec spec(StoredObject measured, String split, Protocol protocol) {
        return new EvaluateSpec(
                RUN,
                "tries-1",
                measured,
                "rock",
                new DatasetRef(DatasetId.create(), "rock", new StoredObject(BUCKET, "manifest", 2, "0".repeat(64))),
                split,
                null,
                protocol);
    }

    private static <S> Object produced(TaskRunner<S> runner, TaskKind<S, ?> kind, S spec, WatchedAttempt attempt)
            throws Exception {
        Claim claim = claim(kind, spec);
        Outcome outcome = runner.run(kind.readSpecification(claim.spec()), claim, attempt);
        if (!(outcome instanceof Outcome.Produced(var completion))) {
            throw new AssertionError("not produced: " + outcome);
        }
        assertThat(new Commits(database.jdbi(), "worker").commit(List.of(new Commits.Completed(claim, completion))))
                .containsExactly(claim.task());
        return kind.readResult(completion.result());
    }

    private static String refusal(EvaluateSpec spec) throws Exception {
        Outcome outcome = evaluations.run(spec, claim(TaskKinds.EVALUATE, spec), WatchedAttempt.undisturbed());
        assertThat(outcome).isInstanceOf(Outcome.BadInput.class);
        return ((Outcome.BadInput) outcome).detail();
    }

    private static <S> Claim claim(TaskKind<S, ?> kind, S spec) {
        TaskId task = database.jdbi()
                .inTransaction(handle -> NextTasks.alone(handle, kind, TaskClass.TRAINING, "lab", 0, spec));
        return database.claim(task, "worker");
    }

    private static Path download(StoredObject object) throws Exception {
        Path file = Files.createTempDirectory(folder, "download").resolve("object");
        client.downloadObject(DownloadObjectArgs.builder()
                .bucket(object.bucket())
                .object(object.key())
                .filename(file.toString())
                .build());
        return file;
    }

    private static String text(ZipFile zip, String name) throws IOException {
        return new String(zip.getInputStream(zip.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
    }

    private static void noise(Path file, long seed) throws IOException {
        Files.createDirectories(file.resolveSibling(""));
        Random random = new Random(seed);
        int[][] samples = new int[1][2 * RATE];
        for (int i = 0; i < samples[0].length; i++) {
            samples[0][i] = (int) (Wav24Writer.FULL_SCALE * 0.1 * random.nextGaussian());
        }
        try (Wav24Writer writer = new Wav24Writer(file, RATE, 1)) {
            writer.write(samples, 0, samples[0].length);
        }
    }
}
