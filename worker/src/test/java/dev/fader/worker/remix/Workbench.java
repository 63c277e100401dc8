package dev.fader.worker.remix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.queue.storage.Buckets;
import dev.fader.schemas.kind.RemixKind;
import dev.fader.schemas.kind.TaskKinds;
import dev.fader.schemas.remix.ObjectRef;
import dev.fader.schemas.remix.StoredObject;
import dev.fader.stack.StackProcess;
import dev.fader.trainer.audio.AudioEncoding;
import dev.fader.trainer.audio.AudioLimits;
import dev.fader.trainer.audio.AudioOutput;
import dev.fader.trainer.audio.AudioReader;
import dev.fader.trainer.audio.AudioWriter;
import dev.fader.trainer.checkpoint.ModelFile;
import dev.fader.trainer.convtasnet.ConvTasNet;
import dev.fader.trainer.convtasnet.MaskActivation;
import dev.fader.trainer.decoding.DecoderLimits;
import dev.fader.trainer.decoding.Decoders;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.graph.Graph.Parameters;
import dev.fader.trainer.network.NetworkPrograms;
import dev.fader.worker.config.KeepStems;
import dev.fader.worker.config.QualityConfig;
import dev.fader.worker.device.NativeCalls;
import dev.fader.worker.device.NetworkTurn;
import dev.fader.worker.model.ModelFiles;
import dev.fader.worker.model.ModelFolder;
import dev.fader.worker.model.Models;
import dev.fader.worker.model.SeparatorLoader;
import dev.fader.worker.scratch.ScratchSpace;
import dev.fader.worker.storage.ObjectStorage;
import io.minio.DownloadObjectArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.UploadObjectArgs;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What tests of remixing need: a bucket of their own on the real object store, an untrained network of the sources
 * {@code vocals} and {@code other}, and runners that use both.
 */
record Workbench(Path folder, MinioClient client, String bucket, Models models, NetworkTurn turn) {

    static final long MOST_INPUT_BYTES = 1 << 23;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final AtomicInteger SPACES = new AtomicInteger();

    static Workbench open(Path folder, String bucket) throws Exception {
        MinioClient client = connection().build();
        client.makeBucket(MakeBucketArgs.builder().bucket(bucket).build());
        ConvTasNet shape = new ConvTasNet(2, 16, 64, 32, 8, 12, 8, 3, 2, 1, MaskActivation.SOFTMAX, false);
        new ModelFile(
                        shape,
                        List.of("vocals", "other"),
                        44_100,
                        Map.of(),
                        NetworkPrograms.separation(shape, Parameters.NAMED).initialWeights(new Random(1)))
                .write(folder.resolve("models/default.safetensors"));
        return new Workbench(folder, client, bucket, models(folder, client, bucket, 4), new NetworkTurn());
    }

    /** Those of the folder and the bucket. @param most that are kept loaded */
    static Models models(Path folder, MinioClient client, String bucket, int most) {
        return models(files(folder, client, bucket, 1 << 20), PATIENCE, 1, most);
    }

    private static Models models(ModelFiles files, Duration patience, int channelsAtOnce, int most) {
        SeparatorLoader loader = new SeparatorLoader(files, Device.cpu(), new NativeCalls(patience));
        return new Models(files, loader, channelsAtOnce, most);
    }

    /** The same as a worker whose networks take so many channels at once. */
    Workbench with(int channelsAtOnce) {
        Models wide = models(files(folder, client, bucket, 1 << 20), PATIENCE, channelsAtOnce, 4);
        return new Workbench(folder, client, bucket, wide, new NetworkTurn());
    }

    /** @param cacheBytes of copies */
    static ModelFiles files(Path folder, MinioClient client, String bucket, long cacheBytes) {
        return new ModelFiles(
                new ModelFolder(folder.resolve("models")),
                folder.resolve("model-cache"),
                cacheBytes,
                new ObjectStorage(client, new Buckets(bucket, List.of()), MOST_INPUT_BYTES));
    }

    /** Of the object store that tests share. */
    static MinioClient.Builder connection() {
        return MinioClient.builder()
                .endpoint(StackProcess.shared().endpoint())
                .credentials("fader", "fader-on-loopback")
                .region("us-east-1");
    }

    /** The same with models of its own, whose calls are given up after a while. */
    Workbench waitingFor(Duration patience) {
        return new Workbench(
                folder,
                client,
                bucket,
                models(files(folder, client, bucket, 1 << 20), patience, 1, 4),
                new NetworkTurn());
    }

    /** Inputs may lie in other buckets as well, which do not exist. */
    Buckets buckets() {
        return new Buckets(bucket, List.of("no-such-bucket", "No bucket!"));
    }

    ObjectStorage storage() {
        return new ObjectStorage(client, buckets(), MOST_INPUT_BYTES);
    }

    /** What attempts have on disk at this moment. */
    List<Path> scratchFiles() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("scratch"))) {
            return files.filter(file -> file.toString().contains("task_")).toList();
        }
    }

    /** Scratch space of another process, as it were. */
    ScratchSpace space(long mostBytes) {
        return new ScratchSpace(folder.resolve("scratch"), "worker-" + SPACES.incrementAndGet(), mostBytes);
    }

    RemixRunner runner() {
        return runner(DecoderLimits.DEFAULT, space(1 << 26), lenient());
    }

    /** What takes files apart. */
    RemixRunner separations() {
        return runner(TaskKinds.SEPARATE, DecoderLimits.DEFAULT, space(1 << 26), lenient(), KeepStems.NEVER);
    }

    /** One that keeps the estimates of every separator. */
    RemixRunner keeping() {
        return runner(TaskKinds.REMIX, DecoderLimits.DEFAULT, space(1 << 27), lenient(), KeepStems.ALWAYS);
    }

    private RemixRunner runner(
            RemixKind kind, DecoderLimits limits, ScratchSpace space, QualityGate gate, KeepStems which) {
        return new RemixRunner(kind, storage(), models, new Decoders(limits), space, gate, turn, stems(which));
    }

    private StemStore stems(KeepStems which) {
        return new StemStore(storage(), which, turn);
    }

    /** How long anybody has had the network, all in all. */
    Duration networkHeld() {
        return turn.held();
    }

    RemixRunner runner(DecoderLimits limits, ScratchSpace space, QualityGate gate) {
        return runner(TaskKinds.REMIX, limits, space, gate, KeepStems.NEVER);
    }

    /** One whose storage refuses connections. */
    RemixRunner runnerWithoutStorage() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            MinioClient nobody = MinioClient.builder()
                    .endpoint("http://127.0.0.1:" + free.getLocalPort())
                    .credentials("fader", "fader-on-loopback")
                    .region("us-east-1")
                    .build();
            free.close();
            return new RemixRunner(
                    TaskKinds.REMIX,
                    new ObjectStorage(nobody, buckets(), MOST_INPUT_BYTES),
                    models,
                    new Decoders(DecoderLimits.DEFAULT),
                    space(1 << 26),
                    lenient(),
                    turn,
                    stems(KeepStems.NEVER));
        }
    }

    /** An untrained network explains nothing, which alone would call for a person. */
    static QualityGate lenient() {
        return gate(Map.of("fader.quality.null-residual-db", "60"));
    }

    /** @param thresholds that differ from the defaults, by the name of their setting */
    static QualityGate gate(Map<String, String> thresholds) {
        SmallRyeConfigBuilder config = new SmallRyeConfigBuilder().withMapping(QualityConfig.class);
        thresholds.forEach(config::withDefaultValue);
        return new QualityGate(config.build().getConfigMapping(QualityConfig.class));
    }

    /** Stores audio under a key. @param planar (C, L) */
    ObjectRef store(String key, AudioEncoding encoding, int sampleRateHz, double[][] planar) throws Exception {
        Path file = Files.createTempFile(folder, "input", "");
        try (AudioWriter writer = AudioWriter.create(file, AudioOutput.of(encoding, sampleRateHz, planar.length))) {
            writer.write(planar, 0, planar[0].length);
            writer.finish();
        }
        return store(key, file);
    }

    ObjectRef store(String key, Path file) throws Exception {
        client.uploadObject(UploadObjectArgs.builder()
                .bucket(bucket)
                .object(key)
                .filename(file.toString())
                .build());
        return new ObjectRef(null, key);
    }

    ObjectRef store(String key, byte[] bytes) throws Exception {
        return store(key, Files.write(Files.createTempFile(folder, "input", ""), bytes));
    }

    Path download(StoredObject object) throws Exception {
        return download(object.key());
    }

    Path download(String key) throws Exception {
        Path file = Files.createTempDirectory(folder, "download").resolve("output");
        client.downloadObject(DownloadObjectArgs.builder()
                .bucket(bucket)
                .object(key)
                .filename(file.toString())
                .build());
        return file;
    }

    /** All of a file. @return (C, L) */
    static double[][] samples(Path file) throws IOException {
        try (AudioReader reader = AudioReader.open(file, AudioLimits.DEFAULT)) {
            double[][] planar = new double[reader.format().channels()][1 << 16];
            int filled = 0;
            for (int count = 0; count >= 0; count = reader.read(planar, filled, planar[0].length - filled)) {
                filled += count;
                if (filled == planar[0].length) {
                    lengthen(planar, 2 * filled);
                }
            }
            lengthen(planar, filled);
            return planar;
        }
    }

    private static void lengthen(double[][] planar, int frames) {
        Arrays.setAll(planar, channel -> Arrays.copyOf(planar[channel], frames));
    }

    /** Two channels of two tones. */
    static double[][] chord(int frames) {
        double[][] planar = new double[2][frames];
        for (int i = 0; i < frames; i++) {
            planar[0][i] = 0.3 * Math.sin(i * 0.05) + 0.1 * Math.sin(i * 0.31);
            planar[1][i] = 0.2 * Math.sin(i * 0.07);
        }
        return planar;
    }

    /** Of two signals of one length; asking sample by sample would take minutes. */
    static double largestDifference(double[] one, double[] other) {
        assertThat(one).hasSameSizeAs(other);
        return IntStream.range(0, one.length)
                .mapToDouble(i -> Math.abs(one[i] - other[i]))
                .max()
                .orElse(0);
    }
}
