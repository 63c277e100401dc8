package dev.fader.trainer.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.ParameterStore;
import dev.fader.trainer.checkpoint.ModelFile;
import dev.fader.trainer.checkpoint.Safetensors;
import dev.fader.trainer.cli.TrainerCommand;
import dev.fader.trainer.convtasnet.ConvTasNet;
import dev.fader.trainer.convtasnet.MaskActivation;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.engine.Torch;
import dev.fader.trainer.engine.TorchProgram;
import dev.fader.trainer.graph.Graph.Parameters;
import dev.fader.trainer.graph.Program;
import dev.fader.trainer.graph.Weights;
import dev.fader.trainer.network.NetworkPrograms;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExchangeTest {

    private static final List<String> SOURCES = List.of("vocals", "rest");
    private static final ConvTasNet NETWORK =
            new ConvTasNet(2, 16, 16, 8, 8, 12, 8, 3, 2, 1, MaskActivation.SIGMOID, false);
    private static final Program SEPARATION = NetworkPrograms.separation(NETWORK, Parameters.NAMED);

    @TempDir
    Path folder;

    @Test
    void anArchiveOpenedByTheEngineSeparatesAsTheModelDoes() throws Exception {
        ModelFile model = model();
        Path archive = folder.resolve("net.pt");
        ExportCommand.writeTorchScript(model, ExportCommand.Estimates.OWN, archive);

        try (NDManager manager = Torch.manager(Device.cpu());
                Model opened = Model.newInstance("net", ai.djl.Device.cpu(), "PyTorch");
                TorchProgram ours = TorchProgram.load(SEPARATION, model.weights(), Device.cpu())) {
            opened.load(folder, "net", Map.of());
            NDList mixture = new NDList(manager.randomNormal(new ai.djl.ndarray.types.Shape(1, 1, 800)));

            float[] theirs = opened.getBlock()
                    .forward(new ParameterStore(manager, false), mixture, false)
                    .singletonOrThrow()
                    .toFloatArray();

            assertThat(theirs)
                    .containsExactly(ours.call(Map.of(NetworkPrograms.MIXTURE, mixture.singletonOrThrow()))
                            .get(NetworkPrograms.SOURCES)
                            .toFloatArray());
        }
    }

    @Test
    void byDefaultAnArchiveGivesWhatIsEvaluated() throws Exception {
        ModelFile model = model();
        Path file = folder.resolve("model.safetensors");
        model.write(file);
        assertThat(TrainerCommand.commands()
                        .execute(
                                "export",
                                file.toString(),
                                folder.resolve("net.pt").toString()))
                .isZero();

        try (NDManager manager = Torch.manager(Device.cpu());
                Model opened = Model.newInstance("net", ai.djl.Device.cpu(), "PyTorch");
                TorchProgram ours = TorchProgram.load(SEPARATION, model.weights(), Device.cpu())) {
            opened.load(folder, "net", Map.of());
            NDArray mixture = manager.randomNormal(new ai.djl.ndarray.types.Shape(1, 1, 800));

            NDArray consistent = opened.getBlock()
                    .forward(new ParameterStore(manager, false), new NDList(mixture), false)
                    .singletonOrThrow();
            NDArray own = ours.call(Map.of(NetworkPrograms.MIXTURE, mixture)).get(NetworkPrograms.SOURCES);

            NDArray missing = mixture.sub(own.sum(new int[] {1}, true)).div(2);
            assertThat(consistent.sub(own.add(missing)).abs().max().getFloat()).isLessThan(1e-6f);
            assertThat(missing.abs().max().getFloat()).isGreaterThan(0.1f);
        }
    }

    @Test
    void aRateThatTheArgumentsSayIsNotOverruled() throws Exception {
        Path file = folder.resolve("asteroid.safetensors");
        ExportCommand.asteroid(model(16_000)).write(file);

        assertThatThrownBy(() -> ImportCommand.imported(file, null, SOURCES, 48_000))
                .hasMessageContaining("is 16000 and --rate is 48000: leave --rate away");
        assertThat(ImportCommand.imported(file, null, SOURCES, 16_000).sampleRateHz())
                .isEqualTo(16_000);
    }

    @Test
    void whatIsExportedForAsteroidComesBackAsItWas() throws Exception {
        ModelFile model = model();
        Path file = folder.resolve("asteroid.safetensors");
        ExportCommand.asteroid(model).write(file);

        ModelFile back = ImportCommand.imported(file, null, SOURCES, 8_000);

        assertThat(back.network()).isEqualTo(NETWORK);
        assertThat(back.sampleRateHz()).isEqualTo(8_000);
        for (String name : model.weights().names()) {
            assertThat(back.weights().get(name).data())
                    .containsExactly(model.weights().get(name).data());
        }
    }

    @Test
    void argumentsThatAreNotGivenAreAsteroidsDefaults() throws Exception {
        assertThat(AsteroidArguments.parse("args.json", "{\"n_src\": 2}").network())
                .isEqualTo(new ConvTasNet(2, 512, 16, 8, 128, 512, 128, 3, 8, 3, MaskActivation.SIGMOID, false));
        assertThat(AsteroidArguments.parse("args.json", "{\"n_src\": 2, \"kernel_size\": 20}")
                        .network()
                        .stride())
                .isEqualTo(8);
    }

    @Test
    void argumentsAsAsteroidWritesThemAreRead() throws Exception {
        String written = new String(
                Objects.requireNonNull(ExchangeTest.class.getResourceAsStream("asteroid_model_args.json"))
                        .readAllBytes(),
                StandardCharsets.UTF_8);

        assertThat(AsteroidArguments.parse("args.json", written).network())
                .isEqualTo(new ConvTasNet(4, 512, 16, 8, 128, 512, 128, 3, 8, 3, MaskActivation.SIGMOID, false));
    }

    @Test
    void aRateThatMayBeAsteroidsDefaultIsNotTrusted() throws Exception {
        Path file = folder.resolve("rate.safetensors");
        ExportCommand.asteroid(model()).write(file);

        assertThatThrownBy(() -> ImportCommand.imported(file, null, SOURCES, null))
                .hasMessageContaining("sample_rate is 8000")
                .hasMessageContaining("--rate");
    }

    @Test
    void networksThatAreNotOursAreRefusedByTheArgumentsThatDiffer() {
        assertThatThrownBy(() -> AsteroidArguments.parse(
                                "args.json",
                                "{\"n_src\": 2, \"norm_type\": \"cLN\", \"causal\": true, \"mask_act\": \"tanh\"}")
                        .network())
                .hasMessageContaining("norm_type is cLN")
                .hasMessageContaining("causal")
                .hasMessageContaining("mask_act is tanh");
    }

    @Test
    void tensorsThatDoNotFitAreNamedWithBothShapes() throws Exception {
        Weights.Builder wrong = new Weights.Builder();
        for (String name : model().weights().names()) {
            Weights.Tensor tensor = model().weights().get(name);
            if (name.equals("masker.bottleneck.1.bias")) {
                wrong.add(name, new long[] {9}, new float[9]);
            } else if (!name.equals("masker.mask_net.1.bias")) {
                wrong.add(name, tensor.dims(), tensor.data());
            }
        }
        wrong.add("masker.extra", new long[] {1}, new float[1]);
        Path file = folder.resolve("wrong.safetensors");
        new Safetensors(ExportCommand.asteroid(model()).metadata(), wrong.build()).write(file);

        assertThatThrownBy(() -> ImportCommand.imported(file, null, SOURCES, null))
                .hasMessageContaining("masker.bottleneck.1.bias has shape [9], the network wants [8]")
                .hasMessageContaining("masker.mask_net.1.bias is missing")
                .hasMessageContaining("masker.extra is not a parameter");
    }

    @Test
    void aFileThatIsCutOffOrAPickleIsNotOpened() throws Exception {
        Path whole = folder.resolve("whole.safetensors");
        ExportCommand.asteroid(model()).write(whole);
        byte[] bytes = Files.readAllBytes(whole);
        Path cut = Files.write(folder.resolve("cut.safetensors"), Arrays.copyOf(bytes, bytes.length - 7));
        Path pickle = folder.resolve("net.pth");
        ExportCommand.writeTorchScript(model(), ExportCommand.Estimates.OWN, pickle);

        assertThatThrownBy(() -> ImportCommand.imported(cut, null, SOURCES, null))
                .hasMessageContaining("cut.safetensors");
        assertThatThrownBy(() -> ImportCommand.imported(pickle, null, SOURCES, null))
                .hasMessageContaining("is not a safetensors file");
    }

    private static ModelFile model() {
        return model(8_000);
    }

    private static ModelFile model(int rate) {
        return new ModelFile(NETWORK, SOURCES, rate, Map.of(), SEPARATION.initialWeights(new SplittableRandom(5)));
    }
}
