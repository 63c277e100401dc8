package dev.fader.worker.dataset;

import dev.fader.queue.TestDatabase;
import dev.fader.queue.dataset.DatasetRows;
import dev.fader.queue.outage.Breaker;
import dev.fader.queue.storage.Buckets;
import dev.fader.queue.task.Claims;
import dev.fader.queue.task.Commits;
import dev.fader.schemas.DatasetId;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.dataset.CheckResult;
import dev.fader.schemas.dataset.CheckSpec;
import dev.fader.schemas.dataset.DatasetRef;
import dev.fader.schemas.kind.Need;
import dev.fader.schemas.kind.TaskKinds;
import dev.fader.stack.StackProcess;
import dev.fader.trainer.audio.AudioEncoding;
import dev.fader.trainer.audio.AudioOutput;
import dev.fader.trainer.audio.AudioWriter;
import dev.fader.worker.attempt.AttemptRunner;
import dev.fader.worker.attempt.SlotWork;
import dev.fader.worker.attempt.WorkerMeters;
import dev.fader.worker.lease.LeaseKeeper;
import dev.fader.worker.lease.LeasePolicy;
import dev.fader.worker.outage.Outages;
import dev.fader.worker.outcome.RetryPolicy;
import dev.fader.worker.storage.ObjectStorage;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.RemoveObjectArgs;
import io.minio.UploadObjectArgs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A bucket of songs on the real object store, a database, and the cache of one worker. */
record DatasetBench(Path folder, String bucket, MinioClient client, TestDatabase database, CacheSpace space) {

    static final int RATE = 8_000;
    /** Long enough for a file to be more than its beginning. */
    static final int SECONDS = 3;

    private static final int FRAMES = SECONDS * RATE;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Map<String, Double> HERTZ =
            Map.of("vocals", 310.0, "drums", 2500.0, "bass", 70.0, "other", 640.0);

    static DatasetBench open(Path folder, String bucket, long mostBytes) throws Exception {
        MinioClient client = client(StackProcess.shared().endpoint());
        client.makeBucket(MakeBucketArgs.builder().bucket(bucket).build());
        return new DatasetBench(
                folder, bucket, client, TestDatabase.create(), new CacheSpace(folder.resolve("cache"), mostBytes));
    }

    static MinioClient client(String endpoint) {
        return MinioClient.builder()
                .endpoint(endpoint)
                .credentials("fader", "fader-on-loopback")
                .region("us-east-1")
                .build();
    }

    ObjectStorage storage() {
        return storage(client);
    }

    ObjectStorage storage(MinioClient other) {
        return new ObjectStorage(other, new Buckets(bucket, List.of()), 1 << 30);
    }

    DatasetCache cache() {
        return new DatasetCache(space, storage());
    }

    /** A song of four stems and their sum; numbers make songs differ. */
    void song(String prefix, int number) throws Exception {
        double[][] sum = new double[2][FRAMES];
        for (String source : List.of("vocals", "drums", "bass", "other")) {
            double[][] stem = tone(HERTZ.get(source) + 3 * number);
            for (int c = 0; c < 2; c++) {
                for (int i = 0; i < FRAMES; i++) {
                    sum[c][i] += stem[c][i];
                }
            }
            put(prefix + source + ".wav", stem);
        }
        put(prefix + "mixture.wav", sum);
    }

    static double[][] tone(double hertz) {
        double[][] stereo = new double[2][FRAMES];
        for (int i = 0; i < FRAMES; i++) {
            stereo[0][i] = Math.rint(3000 * Math.sin(2 * Math.PI * hertz * i / RATE)) / 32_768;
            stereo[1][i] = Math.rint(2000 * Math.sin(2 * Math.PI * hertz * i / RATE + 1)) / 32_768;
        }
        return stereo;
    }

    static double[][] silence() {
        return new double[2][FRAMES];
    }

    void put(String key, double[][] samples) throws Exception {
        Path file = Files.createTempFile(folder, "stem", ".wav");
        try (AudioWriter writer = AudioWriter.create(file, AudioOutput.of(AudioEncoding.WAV_16, RATE, 2))) {
            writer.write(samples, 0, samples[0].length);
            writer.finish();
        }
        put(key, file);
    }

    void put(String key, Path file) throws Exception {
        client.uploadObject(UploadObjectArgs.builder()
                .bucket(bucket)
                .object(key)
                .filename(file.toString())
                .build());
    }

    void remove(String key) throws Exception {
        client.removeObject(
                RemoveObjectArgs.builder().bucket(bucket).object(key).build());
    }

    /** As the coordinator registers. @return the task that is to check it */
    TaskId register(String name, String prefix, String... accept) {
        CheckSpec spec = new CheckSpec(DatasetId.create(), name, null, prefix, null, List.of(accept));
        if (!database.jdbi().inTransaction(handle -> DatasetRows.register(handle, "default", bucket, spec))) {
            throw new IllegalStateException(name + " is taken");
        }
        return new TaskId(
                UUID.fromString(database.one("SELECT CAST(task_id AS text) FROM dataset WHERE name = ?", name)));
    }

    /** Registers, checks, and finds it ready. */
    DatasetRef ready(String name, String prefix) {
        check(register(name, prefix));
        return database.jdbi()
                .withHandle(handle -> DatasetRows.ready(handle, "default", name))
                .orElseThrow();
    }

    void check(TaskId task) {
        check(task, client);
    }

    void check(TaskId task, MinioClient other) {
        Claims claims = new Claims(database.jdbi(), "a", MINUTE);
        LeaseKeeper keeper = new LeaseKeeper(claims, new LeasePolicy(MINUTE), System::nanoTime);
        Breaker there = new Breaker("there", () -> {}, System::nanoTime);
        Breaker storage = new Breaker("storage", () -> other.listBuckets(), System::nanoTime);
        Outages outages = new Outages(there, there, Map.of(Need.STORAGE, storage));
        SlotWork slot = new SlotWork(
                new AttemptRunner(List.of(new CheckRunner(space, storage(other))), outages),
                new SlotWork.Writers(new Commits(database.jdbi(), "a"), claims::release),
                keeper,
                new RetryPolicy(5, 3, 3, MINUTE, MINUTE),
                outages,
                new WorkerMeters(new SimpleMeterRegistry()));
        slot.run(keeper.claim(List.of(task), TaskKinds.ALL, false));
    }

    CheckResult result(TaskId task) {
        return FaderJson.read(database.results(task).getFirst(), CheckResult.class);
    }
}
