package dev.fader.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.fader.trainer.checkpoint.ModelFile;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.engine.Torch;
import dev.fader.trainer.engine.TorchProgram;
import dev.fader.trainer.graph.Graph.Parameters;
import dev.fader.trainer.graph.Program;
import dev.fader.trainer.graph.Weights;
import dev.fader.trainer.htmdnet.HtmdNet;
import dev.fader.trainer.onetarget.OneTargetConvTasNet;
import dev.fader.trainer.waveunet.WaveUNet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of every network for one target and the rest. */
class TargetNetworksTest {

    private static final int BATCH = 2;
    /** Neither a window nor a multiple of one. */
    private static final int SAMPLES = 300;

    private static final List<String> SOURCES = List.of("vocals", "accompaniment");

    @TempDir
    Path folder;

    static Stream<Network> networks() {
        return Stream.of(
                new HtmdNet(128, 8, 4, 3, 3, 2, 3),
                new WaveUNet(2, 128, 3, 4, 5, 3),
                new OneTargetConvTasNet(16, 16, 8, 8, 16, 8, 3, 2, 2));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void ofAnyLengthItsSourcesSumToTheMixture(Network network) {
        float[] mixture = mixture();

        float[] sources = separate(network, fresh(network), mixture);

        assertThat(sources).hasSize(BATCH * 2 * SAMPLES);
        for (int b = 0; b < BATCH; b++) {
            for (int i = 0; i < SAMPLES; i++) {
                float sum = sources[2 * b * SAMPLES + i] + sources[(2 * b + 1) * SAMPLES + i];
                assertThat(sum).isCloseTo(mixture[b * SAMPLES + i], within(1e-6f));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void anExampleIsSeparatedAsIfItWereAlone(Network network) {
        Weights weights = fresh(network);
        float[] mixture = mixture();
        float[] both = separate(network, weights, mixture);

        float[] first = separate(network, weights, Arrays.copyOf(mixture, SAMPLES));

        assertThat(first).containsExactly(Arrays.copyOf(both, 2 * SAMPLES), within(1e-5f));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void savedAndLoadedItSeparatesAsBefore(Network network) throws IOException {
        Weights weights = fresh(network);
        Path file = folder.resolve("model.safetensors");
        new ModelFile(network, SOURCES, 22_050, Map.of(), weights).write(file);

        ModelFile read = ModelFile.read(file);

        assertThat(read.network()).isEqualTo(network);
        assertThat(read.weights().names()).containsExactlyElementsOf(weights.names());
        assertThat(separate(read.network(), read.weights(), mixture()))
                .containsExactly(separate(network, weights, mixture()));
    }

    private static Weights fresh(Network network) {
        return program(network).initialWeights(new SplittableRandom(1));
    }

    private static Program program(Network network) {
        return NetworkPrograms.separation(network, Parameters.NAMED);
    }

    private static float[] separate(Network network, Weights weights, float[] mixture) {
        try (NDManager manager = Torch.manager(Device.cpu());
                TorchProgram compiled = TorchProgram.load(program(network), weights, Device.cpu())) {
            NDArray input = manager.create(mixture, new Shape(mixture.length / SAMPLES, 1, SAMPLES));
            return compiled.call(Map.of(NetworkPrograms.MIXTURE, input))
                    .get(NetworkPrograms.SOURCES)
                    .toFloatArray();
        }
    }

    private static float[] mixture() {
        SplittableRandom random = new SplittableRandom(2);
        float[] mixture = new float[BATCH * SAMPLES];
        for (int i = 0; i < mixture.length; i++) {
            mixture[i] = (float) random.nextGaussian() * 0.1f;
        }
        return mixture;
    }
}
