package dev.fader.worker.remix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fader.schemas.FaderJson;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.remix.Gain;
import dev.fader.schemas.remix.LoudnessPolicy;
import dev.fader.schemas.remix.ObjectRef;
import dev.fader.schemas.remix.OutputFormat;
import dev.fader.schemas.remix.RemixOutput;
import dev.fader.schemas.remix.RemixResult;
import dev.fader.schemas.remix.RemixSpec;
import dev.fader.schemas.remix.Variant;
import dev.fader.stack.StackProcess;
import dev.fader.trainer.audio.AudioEncoding;
import dev.fader.trainer.audio.AudioLimits;
import dev.fader.trainer.audio.AudioOutput;
import dev.fader.trainer.audio.AudioReader;
import dev.fader.trainer.audio.AudioWriter;
import dev.fader.trainer.checkpoint.ModelFile;
import dev.fader.trainer.decoding.DecoderLimits;
import dev.fader.trainer.graph.Graph.Parameters;
import dev.fader.trainer.network.ConvTasNet;
import dev.fader.trainer.network.MaskActivation;
import dev.fader.trainer.network.RemixPrograms;
import dev.fader.worker.config.QualityConfig;
import dev.fader.worker.lease.Attempt;
import dev.fader.worker.lease.AttemptStopped;
import dev.fader.worker.lease.Attempts;
import dev.fader.worker.lease.Claim;
import dev.fader.worker.lease.Fence;
import dev.fader.worker.lease.StopReason;
import dev.fader.worker.outcome.Outcome;
import io.minio.DownloadObjectArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.UploadObjectArgs;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real object store, with an untrained network. */
class RemixRunnerTest {

    private static final String BUCKET = "remix-runner";
    private static final int FRAMES = 150_001;

    @TempDir
    static Path folder;

    private static MinioClient client;
    private static RemixRunner runner;

    @BeforeAll
    static void storeInputs() throws Exception {
        client = MinioClient.builder()
                .endpoint(StackProcess.shared().endpoint())
                .credentials("fader", "fader-on-loopback")
                .region("us-east-1")
                .build();
        client.makeBucket(MakeBucketArgs.builder().bucket(BUCKET).build());
        ConvTasNet shape = new ConvTasNet(2, 16, 64, 32, 8, 12, 8, 3, 2, 1, MaskActivation.SOFTMAX);
        new ModelFile(
                        shape,
                        List.of("vocals", "other"),
                        44_100,
                        Map.of(),
                        RemixPrograms.separation(shape, Parameters.NAMED).initialWeights(new Random(1)))
                .write(folder.resolve("models/default.safetensors"));
        runner = new RemixRunner(
                new ObjectStorage(client, BUCKET, 1 << 20),
                new Models(folder.resolve("models"), "cpu"),
                DecoderLimits.DEFAULT,
                new ScratchSpace(folder.resolve("scratch"), "test", 1 << 24),
                new QualityGate(new SmallRyeConfigBuilder()
                        .withMapping(QualityConfig.class)
                        .build()
                        .getConfigMapping(QualityConfig.class)));
        upload("songs/a song.flac", song(AudioEncoding.FLAC_24));
        upload("songs/notes.wav", Files.writeString(folder.resolve("notes"), "these are words\n".repeat(100)));
        upload("songs/cut.flac", cut(song(AudioEncoding.FLAC_24)));
        upload("songs/big.wav", Files.write(folder.resolve("big"), new byte[(1 << 20) + 1]));
    }

    @Test
    void aFileIsRemixedUnderAKeyThatHoldsItsFence() throws Exception {
        RemixResult result = produced(run(spec("songs/a song.flac", Map.of("vocals", -6.0)), new Watch(false)));

        assertThat(output(result).object().key()).matches("results/task_[0-9a-f]+/f7/renamed/a song\\.flac");
        assertThat(output(result).audio().frames()).isEqualTo(FRAMES);
        assertThat(output(result).audio().bitDepth()).isEqualTo(24);
        assertThat(output(result).audio().channels()).isEqualTo(2);
        assertThat(result.device()).isEqualTo("cpu");
        assertThat(result.model().sha256()).hasSize(64);
        Path output = download(result);
        assertThat(Files.size(output)).isEqualTo(output(result).object().bytes());
        assertThat(samples(output)).isNotEqualTo(samples(song(AudioEncoding.FLAC_24)));
    }

    @Test
    void withoutAChangeOfLevelTheOutputIsTheInputSampleForSample() throws Exception {
        RemixResult result = produced(run(spec("songs/a song.flac", Map.of("vocals", 0.0)), new Watch(false)));

        assertThat(samples(download(result))).isDeepEqualTo(samples(song(AudioEncoding.FLAC_24)));
    }

    @Test
    void theSameTaskGivesTheSameBytes() throws Exception {
        RemixSpec spec = spec("songs/a song.flac", Map.of("other", 3.0));

        RemixResult first = produced(run(spec, new Watch(false)));
        RemixResult second = produced(run(spec, new Watch(false)));

        assertThat(output(second).object().sha256())
                .isEqualTo(output(first).object().sha256());
    }

    @Test
    void whatCannotBeRemixedIsRefusedWithItsReason() throws Exception {
        assertThat(refused("songs/notes.wav")).isEqualTo("not_audio");
        assertThat(refused("songs/cut.flac")).isEqualTo("decode_errors");
        assertThat(refused("songs/nowhere.wav")).isEqualTo("not_found");
        assertThat(refused("songs/big.wav")).isEqualTo("limit_bytes");
        assertThat(reason(run(spec("songs/a song.flac", Map.of("tuba", 1.0)), new Watch(false))))
                .isEqualTo("unknown_source");
    }

    @Test
    void aRefusalSpeaksOfTheObjectNotOfItsCopyOnDisk() throws Exception {
        Outcome outcome = run(spec("songs/notes.wav", Map.of("vocals", 1.0)), new Watch(false));

        assertThat(((Outcome.BadInput) outcome).detail()).startsWith("songs/notes.wav");
    }

    @Test
    void anAttemptThatIsStoppedLeavesNothingBehind() throws IOException {
        assertThatThrownBy(() -> run(spec("songs/a song.flac", Map.of("vocals", 1.0)), new Watch(true)))
                .isInstanceOf(AttemptStopped.class);

        assertThat(folder.resolve("scratch/test")).isDirectoryNotContaining("glob:**task_*");
    }

    private static Outcome run(RemixSpec spec, Attempt attempt) throws Exception {
        TaskId task = TaskId.create();
        return runner.run(
                new Claim(task, null, new Fence(7), RemixSpec.KIND, FaderJson.tree(spec), new Attempts(1, 0, 0)),
                attempt);
    }

    private static RemixSpec spec(String key, Map<String, Double> gains) {
        return new RemixSpec(
                new ObjectRef(null, key),
                List.of(new Variant(
                        "renamed/a song",
                        gains.entrySet().stream()
                                .collect(Collectors.toMap(Map.Entry::getKey, gain -> new Gain(gain.getValue()))),
                        OutputFormat.SAME,
                        LoudnessPolicy.NONE)),
                RemixSpec.DEFAULT_MODEL,
                null);
    }

    private static String refused(String key) throws Exception {
        return reason(run(spec(key, Map.of("vocals", 1.0)), new Watch(false)));
    }

    private static String reason(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.BadInput.class);
        return ((Outcome.BadInput) outcome).reason();
    }

    private static RemixResult produced(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Produced.class);
        return FaderJson.read(((Outcome.Produced) outcome).production().result(), RemixResult.class);
    }

    private static RemixOutput output(RemixResult result) {
        return result.outputs().getFirst();
    }

    private static Path song(AudioEncoding encoding) throws IOException {
        Path file = folder.resolve("song." + encoding);
        if (Files.exists(file)) {
            return file;
        }
        double[][] planar = new double[2][FRAMES];
        for (int i = 0; i < FRAMES; i++) {
            planar[0][i] = (0.3 * Math.sin(i * 0.05) + 0.1 * Math.sin(i * 0.31));
            planar[1][i] = (0.2 * Math.sin(i * 0.07));
        }
        try (AudioWriter writer = AudioWriter.create(file, AudioOutput.of(encoding, 44_100, 2))) {
            writer.write(planar, 0, FRAMES);
            writer.finish();
        }
        return file;
    }

    private static Path cut(Path whole) throws IOException {
        byte[] bytes = Files.readAllBytes(whole);
        return Files.write(folder.resolve("cut"), Arrays.copyOf(bytes, bytes.length / 2));
    }

    private static void upload(String key, Path file) throws Exception {
        client.uploadObject(UploadObjectArgs.builder()
                .bucket(BUCKET)
                .object(key)
                .filename(file.toString())
                .build());
    }

    private static Path download(RemixResult result) throws Exception {
        Path file = Files.createTempDirectory(folder, "download").resolve("output.flac");
        client.downloadObject(DownloadObjectArgs.builder()
                .bucket(output(result).object().bucket())
                .object(output(result).object().key())
                .filename(file.toString())
                .build());
        return file;
    }

    private static double[][] samples(Path file) throws IOException {
        try (AudioReader reader = AudioReader.open(file, AudioLimits.DEFAULT)) {
            // with room to see that nothing follows
            double[][] planar = new double[reader.format().channels()][FRAMES + 1];
            int filled = 0;
            for (int count = reader.read(planar, 0, FRAMES + 1);
                    count >= 0;
                    count = reader.read(planar, filled, FRAMES + 1 - filled)) {
                filled += count;
            }
            assertThat(filled).isEqualTo(FRAMES);
            return planar;
        }
    }

    /** An attempt that is told to go on, or to stop at once. */
    private record Watch(boolean stopRequested) implements Attempt {

        @Override
        public void progress(double audioSecondsDone, double audioSecondsTotal) {
            assertThat(audioSecondsDone).isBetween(0.0, audioSecondsTotal);
        }

        @Override
        public void checkStop() {
            if (stopRequested) {
                throw new AttemptStopped(StopReason.CANCELLED);
            }
        }
    }
}
