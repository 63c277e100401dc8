package dev.fader.worker.train;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fader.queue.TestDatabase;
import dev.fader.queue.storage.Buckets;
import dev.fader.queue.task.Claim;
import dev.fader.queue.task.Commits;
import dev.fader.queue.task.TaskCopy;
import dev.fader.schemas.BatchId;
import dev.fader.schemas.DatasetId;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.RunId;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.dataset.DatasetRef;
import dev.fader.schemas.kind.EpochKind;
import dev.fader.schemas.kind.PreflightKind;
import dev.fader.schemas.kind.TaskKinds;
import dev.fader.schemas.remix.StoredObject;
import dev.fader.schemas.run.TrainingSpec;
import dev.fader.stack.StackProcess;
import dev.fader.trainer.audio.Wav24Writer;
import dev.fader.trainer.data.DataLocation;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.training.NetworkTraining;
import dev.fader.trainer.training.Trainer;
import dev.fader.trainer.training.Training;
import dev.fader.trainer.training.TrainingConfig;
import dev.fader.trainer.training.TrainingProgress;
import dev.fader.worker.dataset.DatasetCache;
import dev.fader.worker.dataset.HeldFolder;
import dev.fader.worker.device.NativeCalls;
import dev.fader.worker.device.NetworkTurn;
import dev.fader.worker.lease.Attempt;
import dev.fader.worker.lease.WatchedAttempt;
import dev.fader.worker.model.ModelFiles;
import dev.fader.worker.model.ModelFolder;
import dev.fader.worker.model.SeparatorLoader;
import dev.fader.worker.outcome.Outcome;
import dev.fader.worker.outcome.RefusedInput;
import dev.fader.worker.scratch.ScratchSpace;
import dev.fader.worker.storage.ObjectStorage;
import io.minio.DownloadObjectArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** What tests of training need: three songs of two tones, a network that learns them in seconds, and workers without a queue. */
record TrainingBench(TestDatabase database, MinioClient client, String bucket, Path folder, Path songs) {

    static final int STEPS_PER_EPOCH = 4;
    private static final long PLENTY = 1 << 30;
    private static final int RATE = 8_000;
    private static final AtomicInteger NUMBER = new AtomicInteger();

    static TrainingBench open(Path folder) throws Exception {
        String bucket = "training-" + NUMBER.incrementAndGet() + "-"
                + ProcessHandle.current().pid();
        MinioClient client = client(StackProcess.shared().endpoint());
        client.makeBucket(MakeBucketArgs.builder().bucket(bucket).build());
        Path songs = folder.resolve("tones");
        for (String split : List.of("train", "validation")) {
            for (int song = 0; song < 3; song++) {
                tone(songs.resolve(split).resolve("song" + song).resolve("bass.wav"), 80 + 15 * song);
                tone(songs.resolve(split).resolve("song" + song).resolve("other.wav"), 900 + 200 * song);
            }
        }
        return new TrainingBench(TestDatabase.create(), client, bucket, folder, songs);
    }

    private static MinioClient client(String endpoint) {
        return MinioClient.builder()
                .endpoint(endpoint)
                .credentials("fader", "fader-on-loopback")
                .region("us-east-1")
                .build();
    }

    private static void tone(Path file, int frequencyHz) throws IOException {
        Files.createDirectories(file.resolveSibling(""));
        int[][] samples = new int[1][2 * RATE];
        for (int i = 0; i < samples[0].length; i++) {
            samples[0][i] = (int) (Wav24Writer.FULL_SCALE * 0.3 * Math.sin(2 * Math.PI * frequencyHz * i / RATE));
        }
        try (Wav24Writer writer = new Wav24Writer(file, RATE, 1)) {
            writer.write(samples, 0, samples[0].length);
        }
    }

    /** As a person would write it. */
    static ObjectNode config(int steps) {
        return FaderJson.read("""
                {"network": {"sources": 2, "filters": 32, "kernel": 32, "stride": 16, "bottleneck": 8, "hidden": 16,
                             "skip": 8, "blockKernel": 3, "blocks": 3, "repeats": 1, "maskActivation": "softmax",
                             "gainConditioned": false},
                 "objective": {"model": "consistent", "psi": 1, "lambda": 1, "snrLimitDb": 30},
                 "sources": ["bass", "other"], "sampleRateHz": 8000,
                 "examples": {"segmentSeconds": 0.25, "drawing": "mixed", "crossSongShare": 0.5, "gainRangeDb": 12,
                              "augmentation": {"levelRangeDb": 3, "tiltRangeDb": 2, "negatedShare": 0.5,
                                               "absentShare": 0.2}},
                 "batchSize": 2, "accumulate": 1, "precision": "fp32", "learningRate": 1e-2, "schedule": "cosine",
                 "warmupSteps": 2, "steps": 12, "patience": 0, "clipNorm": 5, "averageDecay": 0.9, "validateEvery": 4,
                 "validationBatches": 2, "checkpointEvery": 4, "seed": 7}
                """, ObjectNode.class).put("steps", steps);
    }

    /** A run that waits for its first look. */
    RunId submit(ObjectNode config) {
        return submit(config, null);
    }

    /** @param startModel SHA-256, or null */
    RunId submit(ObjectNode config, String startModel) {
        return submit(config, startModel, Map.of());
    }

    /** @param separators of a mixer: SHA-256 by name */
    RunId submit(ObjectNode config, String startModel, Map<String, String> separators) {
        RunId run = RunId.create();
        TrainingSpec spec = new TrainingSpec(
                config,
                new DatasetRef(
                        DatasetId.create(),
                        "tones",
                        new StoredObject(bucket, "datasets/manifest.json", 2, "0".repeat(64))),
                startModel,
                separators);
        database.jdbi().useTransaction(handle -> {
            handle.execute(
                    "INSERT INTO batch (id, tenant, class, priority, size, kind) VALUES (?, 'lab', 'training', 0, 1, 'training')",
                    run.uuid());
            handle.execute(
                    "INSERT INTO run (id, name, spec, keep_every) VALUES (?, 'a run', CAST(? AS jsonb), 10)",
                    run.uuid(),
                    FaderJson.write(spec));
            try (TaskCopy copy = new TaskCopy(
                    handle,
                    new TaskCopy.Common(
                            new BatchId(run.uuid()), TaskKinds.PREFLIGHT, TaskClass.INTERACTIVE, "lab", 0))) {
                TaskId unused = copy.add(0, new PreflightKind.Spec(run, spec), Map.of(), null);
                copy.finish();
            }
        });
        return run;
    }

    /** The task of a run that waits, if one does. */
    Optional<TaskId> waiting(RunId run) {
        return database.jdbi()
                .withHandle(handle -> handle.select(
                                "SELECT id FROM task WHERE batch_id = ? AND state = 'READY'", run.uuid())
                        .mapTo(UUID.class)
                        .findOne()
                        .map(TaskId::new));
    }

    /** Takes a run to its end, one task after the other. */
    void finish(RunId run, Bench worker) throws Exception {
        for (Optional<TaskId> next = waiting(run); next.isPresent(); next = waiting(run)) {
            worker.produce(next.get());
        }
    }

    /** The trainer's own command, on the same songs. @return the best weights */
    Path trainHere(ObjectNode config, String name) throws Exception {
        return trainHere(config, name, null);
    }

    Path trainHere(ObjectNode config, String name, Path start) throws Exception {
        return trainHere(
                new NetworkTraining(TrainingConfig.parse(config.toString()), DataLocation.of(songs), start), name);
    }

    Path trainHere(Training training, String name) throws Exception {
        return new Trainer(training, folder.resolve(name), Device.cpu(), new TrainingProgress() {}).train();
    }

    Path download(StoredObject object) throws Exception {
        Path file = Files.createTempDirectory(folder, "download").resolve("object");
        client.downloadObject(DownloadObjectArgs.builder()
                .bucket(object.bucket())
                .object(object.key())
                .filename(file.toString())
                .build());
        return file;
    }

    EpochKind.Result lastEpoch(RunId run) {
        return FaderJson.read(
                database.one(
                        "SELECT CAST(result AS text) FROM run_epoch WHERE run_id = ? ORDER BY epoch DESC LIMIT 1",
                        run.uuid()),
                EpochKind.Result.class);
    }

    /** A worker that checkpoints only where it must. */
    Bench worker(String name) {
        return worker(name, Duration.ofHours(1));
    }

    Bench worker(String name, Duration checkpointEvery) {
        return worker(name, checkpointEvery, client, space(name));
    }

    /** A worker whose disk others have filled. */
    Bench cramped(String name) throws IOException, RefusedInput {
        ScratchSpace full = space(name);
        full.open("others").reserve(PLENTY);
        return worker(name, Duration.ofHours(1), client, full);
    }

    private ScratchSpace space(String name) {
        return new ScratchSpace(folder.resolve("scratch"), name + NUMBER.incrementAndGet(), PLENTY);
    }

    /** A worker that does not reach the storage. */
    Bench cutOff(String name) throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            MinioClient nobody = client("http://127.0.0.1:" + free.getLocalPort());
            return worker(name, Duration.ofHours(1), nobody, space(name));
        }
    }

    private Bench worker(String name, Duration checkpointEvery, MinioClient reached, ScratchSpace space) {
        ObjectStorage storage = new ObjectStorage(reached, new Buckets(bucket, List.of()), 1 << 30);
        Checkpoints checkpoints = new Checkpoints(storage);
        NetworkTurn turn = new NetworkTurn();
        Estimates estimates = new Estimates(
                new DatasetCache(folder.resolve("cache of " + name), PLENTY, storage),
                models(storage),
                new SeparatorLoader(models(storage), Device.cpu(), new NativeCalls(Duration.ofMinutes(1))),
                turn);
        Sessions sessions = new Sessions(
                (data, splits, attempt) -> new HeldFolder(songs), models(storage), estimates, Device.cpu());
        RunFolders folders = new RunFolders(sessions, checkpoints, space);
        RunJournal journal = new RunJournal(database.jdbi(), name, "cpu");
        EpochRunner.Rhythm rhythm = new EpochRunner.Rhythm(Duration.ZERO, checkpointEvery, Duration.ZERO);
        return new Bench(
                this,
                name,
                folders,
                new EpochRunner(folders, checkpoints, journal, turn, rhythm, "cpu"),
                new PreflightRunner(folders, turn, "cpu"));
    }

    private ModelFiles models(ObjectStorage storage) {
        return new ModelFiles(
                new ModelFolder(folder.resolve("no-models")), folder.resolve("model-cache"), 1 << 30, storage);
    }

    /** A worker's runners, without its queue. */
    record Bench(TrainingBench bench, String name, RunFolders folders, EpochRunner epochs, PreflightRunner preflights) {

        Outcome attempt(Claim claim, Attempt attempt) throws Exception {
            return claim.kind().equals(TaskKinds.EPOCH)
                    ? epochs.run(TaskKinds.EPOCH.readSpecification(claim.spec()), claim, attempt)
                    : preflights.run(TaskKinds.PREFLIGHT.readSpecification(claim.spec()), claim, attempt);
        }

        Outcome attempt(TaskId task, Attempt attempt) throws Exception {
            return attempt(bench.database().claim(task, name), attempt);
        }

        /** Runs a task undisturbed and commits what it made. */
        void produce(TaskId task) throws Exception {
            Claim claim = bench.database().claim(task, name);
            Outcome outcome = attempt(claim, WatchedAttempt.undisturbed());
            if (!(outcome instanceof Outcome.Produced(var completion))) {
                throw new AssertionError("not produced: " + outcome);
            }
            new Commits(bench.database().jdbi(), name).commit(List.of(new Commits.Completed(claim, completion)));
        }
    }
}
