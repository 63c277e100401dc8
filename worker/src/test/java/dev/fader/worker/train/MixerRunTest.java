package dev.fader.worker.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fader.queue.task.Claim;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.RunId;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.kind.EpochKind;
import dev.fader.schemas.kind.PreflightKind;
import dev.fader.schemas.model.ModelNames;
import dev.fader.schemas.notation.Sha256;
import dev.fader.schemas.remix.StoredObject;
import dev.fader.trainer.checkpoint.ModelFile;
import dev.fader.trainer.convtasnet.ConvTasNet;
import dev.fader.trainer.convtasnet.MaskActivation;
import dev.fader.trainer.data.DataLocation;
import dev.fader.trainer.data.StemDataset;
import dev.fader.trainer.data.StemSong;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.evaluation.separation.EstimatesWriter;
import dev.fader.trainer.evaluation.separation.SeparatorOnSongs;
import dev.fader.trainer.graph.Graph.Parameters;
import dev.fader.trainer.mixer.MixerFile;
import dev.fader.trainer.mixing.Ingredients;
import dev.fader.trainer.mixing.MixerConfig;
import dev.fader.trainer.mixing.MixerTraining;
import dev.fader.trainer.mixing.MixerTraining.EstimatedSongs;
import dev.fader.trainer.network.NetworkPrograms;
import dev.fader.trainer.separation.Separator;
import dev.fader.trainer.separators.SeparatorFile;
import dev.fader.worker.lease.Attempt;
import dev.fader.worker.lease.AttemptStopped;
import dev.fader.worker.lease.StopReason;
import dev.fader.worker.lease.WatchedAttempt;
import dev.fader.worker.outcome.Outcome;
import dev.fader.worker.train.TrainingBench.Bench;
import io.minio.UploadObjectArgs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mixer of two untrained separators, trained on the queue as by 'train-mixer', with the real object store and database. */
class MixerRunTest {

    private static final int RATE = 8_000;
    private static final List<String> SOURCES = List.of("bass", "other");

    @TempDir
    static Path folder;

    private static TrainingBench bench;
    private static Map<String, String> separators;
    private static byte[] byCommand;

    @BeforeAll
    static void trainAsTheCommandDoes() throws Exception {
        bench = TrainingBench.open(folder);
        separators = Map.of("A", separator("a", 1, RATE), "B", separator("b", 2, RATE));
        byCommand = Files.readAllBytes(trainHere());
    }

    @Test
    void aMixerOnTheQueueEndsWithTheFileThatTheCommandWritesAndIsAModel() throws Exception {
        RunId run = bench.submit(config(), null, separators);

        bench.finish(run, bench.worker("one"));

        EpochKind.Result last = bench.lastEpoch(run);
        assertThat(last.epoch()).isEqualTo(2);
        assertThat(last.end()).isEqualTo(EpochKind.End.BUDGET);
        assertThat(last.measured()).containsKeys("validation_loss", "validation_sdr_db");
        assertThat(last.bestSdrDb())
                .isEqualTo(-10
                        * Math.log10(Double.parseDouble(MixerFile.read(bench.download(best(last)))
                                .provenance()
                                .get("validation_loss"))));
        assertThat(Files.readAllBytes(bench.download(best(last)))).isEqualTo(byCommand);
        assertThat(bench.database()
                        .one(
                                "SELECT architecture || ' of ' || dataset_name || ' after ' || step FROM model WHERE sha256 = ? AND run_id = ?",
                                best(last).sha256(),
                                run.uuid()))
                .isEqualTo("mdx_mixer of tones after 12");
        assertThat(recorded(run)).contains("loss", "loss_db", "sdr_db", "gradient_norm", "validation_loss");
    }

    @Test
    void aWorkerThatDiesInAnEpochCostsNothingButItsSteps() throws Exception {
        RunId run = bench.submit(config(), null, separators);
        Bench one = bench.worker("dies", Duration.ZERO);
        one.produce(next(run));

        TaskId epoch = next(run);
        Claim claim = bench.database().claim(epoch, "dies");
        assertThatThrownBy(() -> one.attempt(claim, new StopsAfter(3, null))).isInstanceOf(StopsAfter.Killed.class);
        assertThat(bench.database().one("SELECT point ->> 'step' FROM saved_point WHERE task_id = ?", epoch.uuid()))
                .isEqualTo("2");
        release(epoch);
        bench.finish(run, bench.worker("goes on"));

        assertThat(Files.readAllBytes(bench.download(best(bench.lastEpoch(run)))))
                .isEqualTo(byCommand);
    }

    @Test
    void theFirstLookTakesOneSongOfASplitAndSaysWhatAllTake() throws Exception {
        RunId run = bench.submit(config(), null, separators);
        Bench worker = bench.worker("looks");

        worker.produce(next(run));

        PreflightKind.Result expected = FaderJson.read(
                bench.database()
                        .one(
                                "SELECT CAST(result AS text) FROM result JOIN task ON id = task_id WHERE batch_id = ?",
                                run.uuid()),
                PreflightKind.Result.class);
        assertThat(expected.trainSongs()).isEqualTo(3);
        assertThat(expected.stepsPerEpoch()).isEqualTo(6);
        assertThat(expected.epochs()).isEqualTo(2);
        assertThat(estimates("looks"))
                .as("of two separators, two splits and two sources")
                .isEqualTo(8);
        worker.produce(next(run));
        assertThat(estimates("looks")).isEqualTo(3 * 8);
    }

    @Test
    void whoIsAskedToMakeRoomWhileItSeparatesKeepsTheSongsThatAreDone() throws Exception {
        RunId run = bench.submit(config(), null, separators);
        Bench worker = bench.worker("yields");
        worker.produce(next(run));
        TaskId epoch = next(run);
        Claim claim = bench.database().claim(epoch, "yields");

        assertThatThrownBy(() -> worker.attempt(claim, new StopsWhenASongIsDone()))
                .isInstanceOf(AttemptStopped.class);

        assertThat(estimates("yields")).isEqualTo(8 + 2);
        release(epoch);
        bench.finish(run, worker);
        assertThat(Files.readAllBytes(bench.download(best(bench.lastEpoch(run)))))
                .isEqualTo(byCommand);
    }

    @Test
    void separatorsThatAreNotWhatTheConfigurationSaysAreRefusedWithBothSides() throws Exception {
        ObjectNode voices = config();
        ((ObjectNode) voices.at("/separators/1")).putArray("sources").add("vocals");

        assertThat(refusal(config(), Map.of("A", separators.get("A"), "B", separator("fast", 3, 2 * RATE))))
                .contains("[bass] of B at 8000 Hz")
                .contains("[bass, other] at 16000 Hz");
        assertThat(refusal(voices, separators)).contains("[vocals] of B").contains("[bass, other] at 8000 Hz");
        assertThat(refusal(config(), Map.of("A", separators.get("A"), "B", "0".repeat(64))))
                .contains("there is no model 000");
        assertThat(refusal(config(), Map.of("A", separators.get("A")))).contains("no model for the separator B");
        assertThat(refusal(config().put("segment", 4_095), separators)).contains("multiple of 4");
    }

    /** Asks for room as soon as the first song after the first look is separated. */
    private static final class StopsWhenASongIsDone implements Attempt {

        @Override
        public void progress(double done, double total) {
            throw new AssertionError("a step was taken");
        }

        @Override
        public boolean stopRequested() {
            return estimates("yields") > 8;
        }

        @Override
        public void checkStop() {
            if (stopRequested()) {
                throw new AttemptStopped(StopReason.YIELD);
            }
        }
    }

    private static String refusal(ObjectNode config, Map<String, String> given) throws Exception {
        Outcome outcome =
                bench.worker("refuses").attempt(next(bench.submit(config, null, given)), WatchedAttempt.undisturbed());
        assertThat(outcome).isInstanceOf(Outcome.BadInput.class);
        return ((Outcome.BadInput) outcome).detail();
    }

    /** A network of the bench's shape, in storage as a model. @return its SHA-256 */
    private static String separator(String name, long seed, int rate) throws Exception {
        Path file = folder.resolve(name + ".safetensors");
        ConvTasNet shape = new ConvTasNet(2, 32, 32, 16, 8, 16, 8, 3, 3, 1, MaskActivation.SOFTMAX, false);
        new ModelFile(
                        shape,
                        SOURCES,
                        rate,
                        Map.of(),
                        NetworkPrograms.separation(shape, Parameters.NAMED).initialWeights(new Random(seed)))
                .write(file);
        String sha256 = Sha256.of(file);
        bench.client()
                .uploadObject(UploadObjectArgs.builder()
                        .bucket(bench.bucket())
                        .object(ModelNames.key(sha256))
                        .filename(file.toString())
                        .build());
        return sha256;
    }

    private static ObjectNode config() {
        return FaderJson.read("""
                {"weigher": {"kind": "time_invariant"}, "segment": 4096, "hop": 4096, "mixture": true,
                 "separators": [{"name": "A", "sources": ["bass", "other"]}, {"name": "B", "sources": ["bass"]}],
                 "sources": ["bass", "other"], "sampleRateHz": 8000, "batchSize": 2, "learningRate": 1e-2, "epochs": 2,
                 "checkpointEvery": 100, "seed": 7}
                """, ObjectNode.class);
    }

    /** 'separate' and 'train-mixer' on the same songs. @return the best weights */
    private static Path trainHere() throws Exception {
        MixerConfig config = MixerConfig.parse(config().toString());
        return bench.trainHere(
                new MixerTraining(config, "tones", separated(config, "train"), separated(config, "validation")),
                "by command");
    }

    private static EstimatedSongs separated(MixerConfig config, String split) throws Exception {
        StemDataset songs = DataLocation.of(bench.songs()).open(split, config.sources(), config.sampleRateHz());
        Map<String, Path> folders = new LinkedHashMap<>();
        for (String name : List.of("A", "B")) {
            Path out = folder.resolve("estimates").resolve(split).resolve(name);
            SeparatorFile file = SeparatorFile.read(folder.resolve(name.toLowerCase(Locale.ROOT) + ".safetensors"));
            try (Separator loaded = file.load(Device.cpu(), hash -> file)) {
                SeparatorOnSongs separator = SeparatorOnSongs.of(file, loaded, name, separators.get(name));
                EstimatesWriter writer = new EstimatesWriter(out);
                for (StemSong song : songs.songs()) {
                    writer.song(song.name(), separator.label(), separator.separate(song));
                }
                writer.finish(separator.label());
            }
            folders.put(name, out);
        }
        return new EstimatedSongs(songs, Ingredients.of(config, folders));
    }

    /** How many files of estimates a worker keeps. */
    private static long estimates(String worker) {
        try (Stream<Path> files =
                Files.walk(folder.resolve("cache of " + worker).resolve("sets"))) {
            return files.filter(Files::isSymbolicLink).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> recorded(RunId run) {
        return List.of(bench.database()
                .one("SELECT string_agg(DISTINCT name, ' ') FROM run_metric WHERE run_id = ?", run.uuid())
                .split(" "));
    }

    private static TaskId next(RunId run) {
        return bench.waiting(run).orElseThrow();
    }

    private static void release(TaskId task) {
        bench.database().set(task, "state = 'READY', lease_until = NULL, worker = NULL");
    }

    private static StoredObject best(EpochKind.Result epoch) {
        return Objects.requireNonNull(epoch.position().best());
    }
}
