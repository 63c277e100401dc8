package dev.fader.trainer.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Model;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.ParameterStore;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.trainer.audio.WavFile;
import dev.fader.trainer.checkpoint.Json;
import dev.fader.trainer.checkpoint.ModelFile;
import dev.fader.trainer.checkpoint.Safetensors;
import dev.fader.trainer.cli.TrainerCommand;
import dev.fader.trainer.data.DataLocation;
import dev.fader.trainer.data.Tones;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.engine.Torch;
import dev.fader.trainer.engine.TrainingStep.Report;
import dev.fader.trainer.evaluation.NetworkSeparator;
import dev.fader.trainer.graph.Weights;
import dev.fader.trainer.training.NetworkTraining;
import dev.fader.trainer.training.ToneRuns;
import dev.fader.trainer.training.Trainer;
import dev.fader.trainer.training.TrainingConfig;
import dev.fader.trainer.training.TrainingProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * HTMD-Net, Wave-U-Net and Conv-TasNet for one target train, resume, are measured, remix and are exported as remixers are: from
 * songs with more stems, at a higher rate.
 */
class ComparedNetworksTest {

    private static final int SONGS_HZ = 16_000;
    private static final int SECONDS = 3;

    /** Small ones, with what each is trained for. */
    enum Compared {
        HTMD_NET("htmd_net mse/mse", """
                {"architecture": "htmd_net", "window": 512, "encoderFilters": 16, "bottleneck": 8, "dilations": 3,
                 "levels": 4, "baseFilters": 4, "lstmUnits": 6}""", """
                {"alpha": 1, "l1": "mse", "beta": 0.5, "l2": "mse"}"""),
        WAVE_U_NET("wave_u_net mae/none", """
                {"architecture": "wave_u_net", "sources": 2, "window": 512, "levels": 4, "baseFilters": 6,
                 "downKernel": 15, "upKernel": 5}""", """
                {"alpha": 1, "l1": "mae", "beta": 0, "l2": "none"}"""),
        CONV_TASNET("conv_tasnet_one_target mse/none", """
                {"architecture": "conv_tasnet_one_target", "filters": 32, "kernel": 16, "stride": 8, "bottleneck": 8,
                 "hidden": 16, "skip": 8, "blockKernel": 3, "blocks": 3, "repeats": 1}""", """
                {"alpha": 1, "l1": "mse", "beta": 0, "l2": "none"}"""),
        HTMD_NET_REMIXES("consistent", HTMD_NET.network, """
                {"model": "consistent", "psi": 1, "lambda": 1, "snrLimitDb": 30}""");

        private final String remixer;
        private final String network;
        private final String objective;

        Compared(String remixer, String network, String objective) {
            this.remixer = remixer;
            this.network = network;
            this.objective = objective;
        }

        /** 2 048 samples an example: four windows. */
        String config(long steps, double averageDecay) {
            return """
                    {
                      "network": %s,
                      "objective": %s,
                      "sources": ["vocals", "accompaniment"],
                      "sampleRateHz": 8000,
                      "examples": {"segmentSeconds": 0.256, "drawing": "windows", "crossSongShare": 0, "gainRangeDb": 12,
                          "augmentation": {"levelRangeDb": 0, "tiltRangeDb": 0, "negatedShare": 0, "absentShare": 0}},
                      "batchSize": 2, "accumulate": 2, "precision": "fp32", "learningRate": 0.005, "schedule": "constant",
                      "warmupSteps": 0, "steps": %d, "patience": 0, "clipNorm": 0, "averageDecay": %s,
                      "validateEvery": 4, "validationBatches": 2, "checkpointEvery": 4, "seed": 1
                    }
                    """.formatted(network, objective, steps, averageDecay);
        }

        Path folder() {
            return folder.resolve(name());
        }

        Path model() {
            return folder().resolve("best.safetensors");
        }
    }

    @TempDir
    static Path folder;

    private static Path data;

    @BeforeAll
    static void theyAreTrained() throws IOException {
        data = folder.resolve("data");
        for (String split : List.of("train", "validation", "test")) {
            Path song = data.resolve(split).resolve("song");
            Tones.write(song.resolve("vocals.wav"), SONGS_HZ, SECONDS, 700);
            Tones.write(song.resolve("bass.wav"), SONGS_HZ, SECONDS, 100);
            Tones.write(song.resolve("other.wav"), SONGS_HZ, SECONDS, 1_900);
        }
        for (Compared compared : Compared.values()) {
            Path config = Files.writeString(folder.resolve(compared + ".json"), compared.config(60, 0));
            run("train", "--config", config, "--data", data, "--run", compared.folder(), "--device", "cpu");
        }
    }

    @ParameterizedTest
    @EnumSource(Compared.class)
    void itLearns(Compared compared) throws IOException {
        List<String> log = Files.readAllLines(compared.folder().resolve("log.ndjson"));

        double first = validation(log.get(3));
        double last = validation(log.getLast());

        assertThat(last).isNotNaN().isGreaterThan(first + 1);
    }

    private static double validation(String line) throws IOException {
        return Json.MAPPER.readTree(line).path("validation_sdr_db_vocals").asDouble();
    }

    @ParameterizedTest
    @EnumSource(Compared.class)
    void interruptedItGoesOnToTheLastDigitStatisticsToo(Compared compared) throws Exception {
        TrainingConfig config = TrainingConfig.parse(compared.config(12, 0.9));
        Path unbroken = folder.resolve(compared + "-unbroken");
        Path interrupted = folder.resolve(compared + "-interrupted");
        trainer(config, unbroken, Long.MAX_VALUE).train();

        assertThatThrownBy(() -> trainer(config, interrupted, 6).train()).isInstanceOf(Stopped.class);
        trainer(config, interrupted, Long.MAX_VALUE).train();

        assertThat(ToneRuns.log(interrupted)).isEqualTo(ToneRuns.log(unbroken));
        for (String file : List.of("best.safetensors", "checkpoint.safetensors")) {
            requireSame(tensors(interrupted.resolve(file)), tensors(unbroken.resolve(file)));
        }
    }

    @Test
    void runningStatisticsFollowTheBatchesAndAreInTheModelsFile() throws IOException {
        Weights weights = ModelFile.read(Compared.HTMD_NET.model()).weights();

        assertThat(weights.get("masker.norm.moving_mean").data()).isNotEqualTo(new float[16]);
        assertThat(weights.get("masker.blocks.0.norm1.moving_variance").data()).doesNotContain(1f);
    }

    @ParameterizedTest
    @EnumSource(Compared.class)
    void itIsMeasuredByThePapersProtocolAndOnWholeSongs(Compared compared) throws IOException {
        Path result = folder.resolve(compared + "-result.json");

        run(
                "evaluate",
                "--model",
                compared.model(),
                "--data",
                data,
                "--protocol",
                "paper",
                "--out",
                result,
                "--device",
                "cpu");
        int whole = code("evaluate", "--model", compared.model(), "--data", data, "--device", "cpu");

        JsonNode measured = Json.MAPPER.readTree(result.toFile());
        assertThat(measured.path("model").path("remixer").asText()).isEqualTo(compared.remixer);
        assertThat(measured.path("model").path("sources").toString()).isEqualTo("[\"vocals\",\"accompaniment\"]");
        // 1: some gain where it is no better than doing nothing
        assertThat(whole).isBetween(0, 1);
    }

    @ParameterizedTest
    @EnumSource(Compared.class)
    void itRemixesAFileAtItsOwnRate(Compared compared) throws IOException {
        Path input = data.resolve("test/song/vocals.wav");
        Path output = folder.resolve(compared + "-remix.wav");

        run("remix", input, output, "--model", compared.model(), "--gain", "vocals=-24", "--device", "cpu");

        assertThat(energy(output)).isLessThan(energy(input) / 2);
    }

    @ParameterizedTest
    @EnumSource(Compared.class)
    void exportedAsAModuleItSeparatesAsItDoesHere(Compared compared) throws Exception {
        Path module = folder.resolve(compared + ".pt");
        ModelFile model = ModelFile.read(compared.model());
        float[][] mixture = {noise(700)};

        run("export", compared.model(), module, "--estimates", "own");

        try (NDManager manager = Torch.manager(Device.cpu());
                Model opened = Model.newInstance(compared.name(), ai.djl.Device.cpu(), "PyTorch");
                NetworkSeparator ours = NetworkSeparator.load(model, Device.cpu())) {
            opened.load(folder, compared.name(), Map.of());
            float[] theirs = opened.getBlock()
                    .forward(
                            new ParameterStore(manager, false),
                            new NDList(manager.create(mixture).reshape(1, 1, 700)),
                            false)
                    .singletonOrThrow()
                    .toFloatArray();
            float[][] expected = ours.separate(mixture, new float[] {1, 1})[0];
            assertThat(Arrays.copyOf(theirs, 700)).containsExactly(expected[0]);
            assertThat(Arrays.copyOfRange(theirs, 700, 1_400)).containsExactly(expected[1]);
        }
    }

    private static float[] noise(int samples) {
        SplittableRandom random = new SplittableRandom(3);
        float[] noise = new float[samples];
        for (int i = 0; i < samples; i++) {
            noise[i] = (float) random.nextGaussian() * 0.1f;
        }
        return noise;
    }

    @Test
    void anErrorOfAProbeNeedsANetworkThatHasOne() {
        String deep = Compared.WAVE_U_NET
                .config(4, 0)
                .replace("\"beta\": 0, \"l2\": \"none\"", "\"beta\": 1, \"l2\": \"mse\"");

        assertThatThrownBy(() -> TrainingConfig.parse(deep))
                .hasMessageContaining("no probe")
                .hasMessageContaining("objective.l2");
    }

    @Test
    void examplesThatAreNotWholeWindowsAreRefusedWithALengthThatIs() {
        String half = Compared.HTMD_NET.config(4, 0).replace("0.256", "0.2");

        assertThatThrownBy(() -> TrainingConfig.parse(half))
                .hasMessageContaining("windows of 512")
                .hasMessageContaining("0.064");
    }

    private static double energy(Path file) throws IOException {
        try (WavFile wav = WavFile.open(file)) {
            float[][] samples = new float[1][Math.toIntExact(wav.frames())];
            assertThat(wav.read(0, samples, 0, samples[0].length)).isEqualTo(SECONDS * SONGS_HZ);
            double sum = 0;
            for (float sample : samples[0]) {
                sum += sample * sample;
            }
            return sum;
        }
    }

    private static Weights tensors(Path file) throws IOException {
        return Safetensors.read(file).tensors();
    }

    private static void requireSame(Weights ours, Weights expected) {
        assertThat(ours.names()).isEqualTo(expected.names());
        for (String name : expected.names()) {
            assertThat(ours.get(name).data())
                    .as(name)
                    .containsExactly(expected.get(name).data());
        }
    }

    private static Trainer trainer(TrainingConfig config, Path run, long steps) {
        return new Trainer(
                new NetworkTraining(config, DataLocation.of(data), null), run, Device.cpu(), new StopAfter(steps));
    }

    private static void run(Object... line) {
        assertThat(code(line)).isZero();
    }

    private static int code(Object... line) {
        return TrainerCommand.commands()
                .execute(List.of(line).stream().map(Object::toString).toArray(String[]::new));
    }

    private static final class Stopped extends RuntimeException {}

    /** Stops a run as a power cut would, between two steps. */
    private record StopAfter(long steps) implements TrainingProgress {

        @Override
        public void step(long step, Report report, double learningRate) {
            if (step + 1 > steps) {
                throw new Stopped();
            }
        }
    }
}
