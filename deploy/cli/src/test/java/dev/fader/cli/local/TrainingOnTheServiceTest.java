package dev.fader.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.cli.client.FaderClient;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.api.RunState;
import dev.fader.schemas.api.RunView;
import dev.fader.schemas.model.ModelView;
import dev.fader.schemas.notation.ExitCode;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Mixers and networks for one target, from the command line to a model that serves and to a report. */
class TrainingOnTheServiceTest {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String SONGS = "noises";

    private static WholeStack stack;
    private static FaderClient client;
    private static Path folder;

    @BeforeAll
    static void up() throws Exception {
        stack = WholeStack.shared();
        client = stack.client;
        folder = Files.createDirectories(stack.folder.resolve("training-test"));
        Path songs = folder.resolve(SONGS);
        int seed = 0;
        for (String split : List.of("train", "validation", "test")) {
            for (int song = 0; song < 2; song++) {
                for (String stem : List.of("vocals", "drums", "bass", "other")) {
                    noise(songs.resolve(split).resolve(split + " song " + song).resolve(stem + ".wav"), seed++);
                }
            }
        }
        done("datasets", "add", SONGS, "--from", songs.toString());
    }

    @Test
    void aMixerIsTrainedInSpiteOfAKilledWorkerAndServes() throws Exception {
        Path config = Files.writeString(folder.resolve("mixer.json"), """
                {"weigher": {"kind": "time_invariant"}, "segment": 32768, "hop": 32768, "mixture": true,
                 "separators": [{"name": "A", "sources": ["vocals", "drums", "bass", "other"]},
                                {"name": "B", "sources": ["vocals"]}],
                 "sources": ["vocals", "drums", "bass", "other"], "sampleRateHz": 44100, "batchSize": 1,
                 "learningRate": 1e-2, "epochs": 12, "checkpointEvery": 100, "seed": 7}
                """);
        String[] train = {
            "train", config.toString(), "--dataset", SONGS, "--separator", "A=default", "--separator", "B=large"
        };

        RunView undisturbed = finished(run(done(with(train, "--json"))));
        RunView disturbed = run(done(with(train, "--json")));
        RunView caught = await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> find(disturbed), run -> run.worker() != null && run.last() != null);
        worker(String.valueOf(caught.worker())).destroyForcibly();
        RunView ended = finished(disturbed);

        assertThat(ended.last().epoch()).isEqualTo(12);
        String sha256 = ended.last().position().best().sha256();
        assertThat(sha256).isEqualTo(undisturbed.last().position().best().sha256());
        ModelView model = client.get("/v1/models/" + sha256, ModelView.class);
        assertThat(model.architecture()).isEqualTo("mdx_mixer");
        assertThat(model.sources()).containsExactly("vocals", "drums", "bass", "other");
        Path song = TestSong.write(folder.resolve("song.wav"), 2, 44_100, 5);
        Path out = folder.resolve("out");
        done("submit", song.toString(), "--model", sha256, "--gain", "vocals=-12", "--watch", "--download", text(out));
        done(
                "submit",
                song.toString(),
                "--model",
                sha256,
                "--stems",
                "vocals,bass",
                "--watch",
                "--download",
                text(out));
        try (Stream<Path> files = Files.list(out)) {
            assertThat(files.map(file -> String.valueOf(file.getFileName())))
                    .hasSize(3)
                    .contains("song-vocals.wav", "song-bass.wav");
        }
    }

    @Test
    void aSweepOverTheErrorsOfAVoicesNetworkEndsWithTheReportOfItsProtocol() throws Exception {
        Path file = Files.writeString(folder.resolve("sweep.json"), """
                {"name": "voices",
                 "config": {
                   "network": {"architecture": "htmd_net", "window": 256, "encoderFilters": 8, "bottleneck": 4,
                               "dilations": 2, "levels": 3, "baseFilters": 2, "lstmUnits": 3},
                   "objective": {"alpha": 1, "l1": "mse", "beta": 0.5, "l2": "mse"},
                   "sources": ["vocals", "accompaniment"], "sampleRateHz": 8000,
                   "examples": {"segmentSeconds": 0.064, "drawing": "windows", "crossSongShare": 0, "gainRangeDb": 12,
                                "augmentation": {"levelRangeDb": 0, "tiltRangeDb": 0, "negatedShare": 0, "absentShare": 0}},
                   "batchSize": 4, "accumulate": 1, "precision": "fp32", "learningRate": 1e-3, "schedule": "constant",
                   "warmupSteps": 0, "steps": 8, "patience": 0, "clipNorm": 0, "averageDecay": 0, "validateEvery": 4,
                   "validationBatches": 2, "checkpointEvery": 4, "seed": 1},
                 "points": {"grid": {"objective": [{"alpha": 1, "l1": "mse", "beta": 0.5, "l2": "mse"},
                                                   {"alpha": 1, "l1": "mae", "beta": 0.05, "l2": "mse"}]}},
                 "evaluation": {"split": "test"}}
                """);
        Path reports = folder.resolve("reports");

        FaderProcess swept =
                done("sweep", file.toString(), "--dataset", SONGS, "--watch", "--report", text(reports), "--json");

        JsonNode evaluations = swept.json().at("/sweep/runs/0/evaluations");
        assertThat(evaluations.at("/0/result/protocol").asText()).isEqualTo("htmd");
        assertThat(evaluations.at("/0/result/measured/0/sdrDb/vocals").isNumber())
                .isTrue();
        assertThat(done("sweep", "--show", swept.json().at("/sweep/id").asText())
                        .out())
                .contains("SDR dB")
                .contains("vocals ")
                .doesNotContain("minSDR");
        try (ZipFile zip = new ZipFile(reports.resolve("voices.zip").toFile())) {
            String page =
                    new String(zip.getInputStream(zip.getEntry("report.html")).readAllBytes(), StandardCharsets.UTF_8);
            assertThat(page).contains("voices-1 (htmd_net mse/mse)", "voices-2 (htmd_net mae/mse)");
            assertThat(zip.getEntry("report-files/vocals.csv")).isNotNull();
            assertThat(zip.getEntry("report-files/sweep.csv")).isNotNull();
        }
    }

    private static FaderProcess done(String... line) throws Exception {
        FaderProcess said = FaderProcess.run(stack.ports.api(), line);
        assertThat(said.exitCode()).as(said.err()).isEqualTo(ExitCode.DONE);
        return said;
    }

    private static String[] with(String[] line, String more) {
        return Stream.concat(Stream.of(line), Stream.of(more)).toArray(String[]::new);
    }

    private static RunView run(FaderProcess trained) {
        return FaderJson.read(trained.json().path("run").toString(), RunView.class);
    }

    private static RunView find(RunView run) {
        return client.get("/v1/runs/" + run.id(), RunView.class);
    }

    private static RunView finished(RunView run) {
        RunView ended = await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> find(run), now -> now.state().isFinal());
        assertThat(ended.state()).as(String.valueOf(ended.failure())).isEqualTo(RunState.FINISHED);
        return ended;
    }

    /** The process whose status page says that it is this worker. */
    private static ProcessHandle worker(String id) throws Exception {
        int n = status(stack.ports.workerApi(0)).contains(id) ? 1 : 2;
        return stack.stack.part("worker-" + n).process().orElseThrow();
    }

    private static String status(URI worker) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(worker.resolve("/v1/worker")).build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static String text(Path path) {
        return path.toString();
    }

    /** Three seconds of it, in mono. */
    private static void noise(Path file, int seed) throws Exception {
        Files.createDirectories(file.getParent());
        Random random = new Random(seed);
        int frames = 3 * 44_100;
        ByteBuffer samples = ByteBuffer.allocate(frames * 2).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < frames; i++) {
            samples.putShort((short) (2000 * Math.clamp(random.nextGaussian(), -3, 3)));
        }
        try (AudioInputStream stream = new AudioInputStream(
                new ByteArrayInputStream(samples.array()), new AudioFormat(44_100, 16, 1, true, false), frames)) {
            AudioSystem.write(stream, AudioFileFormat.Type.WAVE, file.toFile());
        }
    }
}
