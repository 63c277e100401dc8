package dev.fader.worker.dataset;

import dev.fader.queue.storage.Buckets;
import dev.fader.schemas.DatasetId;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.dataset.DatasetManifest;
import dev.fader.schemas.dataset.DatasetManifest.Item;
import dev.fader.schemas.dataset.DatasetRef;
import dev.fader.schemas.notation.Sha256;
import dev.fader.schemas.remix.StoredObject;
import dev.fader.trainer.data.Augmentation;
import dev.fader.trainer.data.DatasetInspection;
import dev.fader.trainer.data.DatasetLayout;
import dev.fader.trainer.data.ExampleConfig;
import dev.fader.trainer.data.ExampleSampler;
import dev.fader.trainer.data.ExcerptSampling;
import dev.fader.trainer.data.StemDataset;
import dev.fader.worker.lease.Attempt;
import dev.fader.worker.storage.ObjectStorage;
import io.minio.MinioClient;
import io.minio.UploadObjectArgs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What {@code fader bench data} measures: opens a data set from storage as a training run does, first with an empty
 * cache and then again, and draws examples from it. Prints {@link Figures} in JSON.
 */
public final class ReadingBench {

    private static final String BUCKET = "fader";
    private static final String PREFIX = "bench/data/";
    private static final double LONG_ENOUGH_SECONDS = 5;
    private static final int BATCH = 4;

    private static final Attempt UNDISTURBED = new Attempt() {
        @Override
        public void progress(double done, double total) {
            // nobody is told
        }

        @Override
        public boolean stopRequested() {
            return false;
        }

        @Override
        public void checkStop() {
            // goes on
        }
    };

    private final MinioClient client;
    private final ObjectStorage storage;

    /**
     * Seconds, and bytes of files.
     *
     * @param firstSeconds to open with an empty cache
     * @param firstBatchSeconds from an empty cache to the first four examples, while the rest still comes
     * @param againSeconds to open what is in the cache
     * @param bytesPerAudioSecond of the sources' files
     * @param examplesPerSecond of one second each, drawn by one thread
     */
    public record Figures(
            long bytes,
            int songs,
            double firstSeconds,
            double firstBatchSeconds,
            double againSeconds,
            double bytesPerAudioSecond,
            double examplesPerSecond) {}

    private ReadingBench(String endpoint) {
        this.client = MinioClient.builder()
                .endpoint(endpoint)
                .credentials("fader", "fader-on-loopback")
                .region("us-east-1")
                .build();
        this.storage = new ObjectStorage(client, new Buckets(BUCKET, List.of()), Long.MAX_VALUE);
    }

    /** @param args address of the storage, folder of songs in MUSDB18-HQ's layout, folder for the cache */
    public static void main(String[] args) throws Exception {
        System.out.println(FaderJson.write(new ReadingBench(args[0]).measure(Path.of(args[1]), Path.of(args[2]))));
    }

    private Figures measure(Path songs, Path cacheFolder) throws Exception {
        DatasetManifest manifest = upload(songs);
        DatasetRef ref = new DatasetRef(DatasetId.create(), "bench", put(manifest, cacheFolder));
        CacheSpace.delete(cacheFolder);
        DatasetCache cache = new DatasetCache(cacheFolder, 1L << 50, storage);
        double firstBatch = firstBatch(cache, ref, manifest);
        CacheSpace.delete(cacheFolder);
        double first = open(cache, ref);
        double again = open(cache, ref);
        double audioSeconds = manifest.songs().stream()
                .mapToDouble(DatasetManifest.Song::seconds)
                .sum();
        long stems = manifest.songs().stream()
                .flatMap(song -> song.objects().stream())
                .filter(item -> !item.path().endsWith("mixture.wav"))
                .mapToLong(Item::bytes)
                .sum();
        return new Figures(
                manifest.bytes(),
                manifest.songs().size(),
                first,
                firstBatch,
                again,
                stems / audioSeconds,
                examplesPerSecond(cache, ref, manifest));
    }

    private DatasetManifest upload(Path folder) throws Exception {
        NavigableMap<String, Item> items = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".wav")).toList()) {
                String path = folder.relativize(file).toString();
                client.uploadObject(UploadObjectArgs.builder()
                        .bucket(BUCKET)
                        .object(PREFIX + path)
                        .filename(file.toString())
                        .build());
                items.put(path, new Item(path, Files.size(file), Sha256.of(file)));
            }
        }
        DatasetInspection inspection = DatasetInspection.of(
                folder,
                DatasetLayout.recognise(folder),
                Runtime.getRuntime().availableProcessors(),
                (read, total) -> {});
        return new DatasetManifest(
                DatasetManifest.VERSION,
                BUCKET,
                PREFIX,
                inspection.layout().toString(),
                CheckedSongs.sampleRateHz(inspection),
                inspection.sources(),
                new CheckedSongs(folder, items).of(inspection));
    }

    private StoredObject put(DatasetManifest manifest, Path folder) throws IOException {
        Path file = Files.createDirectories(folder).resolve("manifest.json");
        Files.writeString(file, FaderJson.write(manifest));
        return storage.put(file, PREFIX + "manifest.json", () -> {});
    }

    private static double open(DatasetCache cache, DatasetRef ref) throws Exception {
        long begun = System.nanoTime();
        cache.open(ref, Set.of("train"), UNDISTURBED).close();
        return (System.nanoTime() - begun) / 1e9;
    }

    private static double firstBatch(DatasetCache cache, DatasetRef ref, DatasetManifest manifest) throws Exception {
        long begun = System.nanoTime();
        try (DatasetFolder streamed = cache.stream(ref, Set.of("train"), UNDISTURBED)) {
            int drawn = sampler(streamed, manifest).batch(0).size();
            if (drawn != BATCH) {
                throw new IllegalStateException("%d examples were drawn".formatted(drawn));
            }
            return (System.nanoTime() - begun) / 1e9;
        }
    }

    private static ExampleSampler sampler(DatasetFolder folder, DatasetManifest manifest) throws IOException {
        StemDataset train = folder.location().open("train", manifest.sources(), manifest.sampleRateHz());
        ExampleConfig config = new ExampleConfig(1, ExcerptSampling.MIXED, 0.3, 12, new Augmentation(6, 0, 0, 0));
        return new ExampleSampler(
                train, config, config.samples(manifest.sampleRateHz()), BATCH, manifest.sampleRateHz(), 1);
    }

    private static double examplesPerSecond(DatasetCache cache, DatasetRef ref, DatasetManifest manifest)
            throws Exception {
        try (DatasetFolder opened = cache.open(ref, Set.of("train"), UNDISTURBED)) {
            ExampleSampler sampler = sampler(opened, manifest);
            long examples = 0;
            double seconds = 0;
            for (long begun = System.nanoTime(); seconds < LONG_ENOUGH_SECONDS; ) {
                examples += sampler.batch(examples / BATCH).size();
                seconds = (System.nanoTime() - begun) / 1e9;
            }
            return examples / seconds;
        }
    }
}
