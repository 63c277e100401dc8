package dev.fader.trainer.combinations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.fader.trainer.convtasnet.ConvTasNet;
import dev.fader.trainer.convtasnet.MaskActivation;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.engine.Torch;
import dev.fader.trainer.graph.Form;
import dev.fader.trainer.graph.Graph.Parameters;
import dev.fader.trainer.graph.Precision;
import dev.fader.trainer.graph.Target;
import dev.fader.trainer.graph.Weights;
import dev.fader.trainer.network.Agreement;
import dev.fader.trainer.network.NetworkPrograms;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** All but the kernels themselves on the processor, with others in their place; and the kernels where there is a GPU. */
class SeparatorKernelsTest {

    private static final int SOURCES = 3;
    private static final int EXAMPLES = 2;
    /** Of 149 frames, and three samples that are in none. */
    private static final int SAMPLES = 16 + 148 * 8 + 3;

    static Stream<Arguments> networks() {
        return Stream.of(
                Arguments.of(network(16, 8, MaskActivation.SOFTMAX, 3), Precision.FP16, 1),
                Arguments.of(network(16, 8, MaskActivation.SOFTMAX, 3), Precision.BF16, 2),
                Arguments.of(network(16, 8, MaskActivation.SIGMOID, 5), Precision.FP16, 2),
                Arguments.of(network(20, 8, MaskActivation.RELU, 3), Precision.FP16, 2),
                Arguments.of(network(16, 4, MaskActivation.RELU, 1), Precision.BF16, 1));
    }

    static Stream<Arguments> onAGpu() {
        ConvTasNet shipped =
                new ConvTasNet(SOURCES, 512, 256, 128, 192, 512, 192, 3, 8, 2, MaskActivation.SOFTMAX, false);
        return Stream.concat(
                networks(),
                Stream.of(
                        Arguments.of(WIDE, Precision.FP16, 1),
                        Arguments.of(ConvTasNet.paper(SOURCES), Precision.FP16, 2),
                        Arguments.of(shipped, Precision.BF16, 1)));
    }

    /** Of several panels of every kind, and paths of two widths. */
    private static final ConvTasNet WIDE =
            new ConvTasNet(SOURCES, 128, 16, 8, 128, 256, 256, 3, 1, 1, MaskActivation.RELU, false);

    private static ConvTasNet network(int kernel, int stride, MaskActivation masks, int taps) {
        return new ConvTasNet(SOURCES, 64, kernel, stride, 64, 128, 64, taps, 3, 2, masks, false);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void theirSumsAreThoseOfThePlainForm(ConvTasNet network, Precision precision, int rows) {
        float[] plain = plain(network, EXAMPLES, SAMPLES, rows);
        try (Combinations kernels = onProcessor(network, precision)) {
            assertThat(Agreement.db(plain, run(kernels, Device.cpu(), EXAMPLES, SAMPLES, rows)))
                    .isNotNaN()
                    .isGreaterThan(leastDb(precision));
        }
    }

    static Stream<Arguments> emulated() {
        return Stream.of(
                Arguments.of(network(16, 8, MaskActivation.SOFTMAX, 3), Precision.FP16, 1),
                Arguments.of(network(16, 8, MaskActivation.SIGMOID, 5), Precision.BF16, 2),
                Arguments.of(WIDE, Precision.FP16, 1));
    }

    /** Their own source, on a GPU that the processor plays. */
    @ParameterizedTest
    @MethodSource("emulated")
    void theirSourceComputesThat(ConvTasNet network, Precision precision, int rows, @TempDir Path folder) {
        assumeTrue(EmulatedKernels.canBe());
        SeparatorShape shape = new SeparatorShape(network, precision);
        try (Combinations kernels = SeparatorKernels.of(
                shape, weights(network), Device.cpu(), new EmulatedKernels(folder, shape.macros()))) {
            for (int samples : new int[] {16 + 3 * 8, SAMPLES}) {
                float[] plain = plain(network, EXAMPLES, samples, rows);

                assertThat(Agreement.db(plain, run(kernels, Device.cpu(), EXAMPLES, samples, rows)))
                        .isNotNaN()
                        .isGreaterThan(leastDb(precision));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("onAGpu")
    void soTheyAreOnAGpu(ConvTasNet network, Precision precision, int rows) {
        assumeTrue(Torch.gpus().usable() > 0);
        Device gpu = new Device.Cuda(0);
        try (Combinations kernels =
                Combinations.load(network, weights(network), new Target(Form.GPU_KERNELS, precision), gpu)) {
            for (int frames : new int[] {4, 149, 1_501}) {
                int samples = network.kernel() + (frames - 1) * network.stride() + 3;
                for (int examples : new int[] {1, 3}) {
                    float[] plain = plain(network, examples, samples, rows);

                    assertThat(Agreement.db(plain, run(kernels, gpu, examples, samples, rows)))
                            .as("%d examples of %d samples", examples, samples)
                            .isNotNaN()
                            .isGreaterThan(leastDb(precision));
                }
            }
        }
    }

    /** Of 4 frames, of which dilations leave nothing but the middle tap, then more and wider, then as before. */
    @Test
    void eachCallMayBeOfAnotherSize() {
        ConvTasNet network = network(16, 8, MaskActivation.SOFTMAX, 3);
        try (Combinations kernels = onProcessor(network, Precision.FP16)) {
            for (int samples : new int[] {16 + 3 * 8, SAMPLES, 16 + 3 * 8}) {
                for (int rows = 1; rows <= 2; rows++) {
                    float[] plain = plain(network, 1, samples, rows);

                    assertThat(Agreement.db(plain, run(kernels, Device.cpu(), 1, samples, rows)))
                            .as("%d samples, %d sums", samples, rows)
                            .isNotNaN()
                            .isGreaterThan(leastDb(Precision.FP16));
                }
            }
        }
    }

    @Test
    void whatBecomesOfAnExampleDoesNotDependOnTheOthers() {
        ConvTasNet network = network(16, 8, MaskActivation.SOFTMAX, 3);
        try (Combinations kernels = onProcessor(network, Precision.FP16)) {
            float[] alone = run(kernels, Device.cpu(), 1, SAMPLES, 2);
            float[] first = Arrays.copyOf(run(kernels, Device.cpu(), EXAMPLES, SAMPLES, 2), alone.length);

            assertThat(first).isEqualTo(alone);
        }
    }

    @Test
    void whatIsGivenIsWhatIsTaken() {
        ConvTasNet network = network(16, 8, MaskActivation.SOFTMAX, 3);
        try (Combinations kernels = onProcessor(network, Precision.FP16);
                NDManager manager = Torch.manager(Device.cpu())) {
            NDArray mixture = manager.zeros(new Shape(1, 1, 100));

            assertThatThrownBy(() -> kernels.of(Map.of(NetworkPrograms.MIXTURE, mixture)))
                    .hasMessageContaining("not [mixture]");
        }
    }

    @Test
    void theKernelsAreClosedWithThem() {
        ConvTasNet network = network(16, 8, MaskActivation.SOFTMAX, 3);
        SeparatorShape shape = new SeparatorShape(network, Precision.FP16);
        ReferenceKernels kernels = new ReferenceKernels(shape.macros());

        SeparatorKernels.of(shape, weights(network), Device.cpu(), kernels).close();

        assertThat(kernels.isClosed()).isTrue();
    }

    private static double leastDb(Precision precision) {
        return precision == Precision.BF16 ? 43 : 58;
    }

    private static Combinations onProcessor(ConvTasNet network, Precision precision) {
        SeparatorShape shape = new SeparatorShape(network, precision);
        return SeparatorKernels.of(shape, weights(network), Device.cpu(), new ReferenceKernels(shape.macros()));
    }

    private static float[] plain(ConvTasNet network, int examples, int samples, int rows) {
        try (Combinations plain = Combinations.load(network, weights(network), Target.PLAIN, Device.cpu())) {
            return run(plain, Device.cpu(), examples, samples, rows);
        }
    }

    private static float[] run(Combinations combinations, Device device, int examples, int samples, int rows) {
        SplittableRandom random = new SplittableRandom(2);
        float[] noise = new float[examples * samples];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) random.nextGaussian() * 0.1f * (1 + i / samples);
        }
        float[] weights = new float[examples * rows * SOURCES];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = 1.5f - i % 5;
        }
        try (NDManager manager = Torch.manager(device)) {
            Map<String, NDArray> inputs = new HashMap<>();
            inputs.put(NetworkPrograms.MIXTURE, manager.create(noise, new Shape(examples, 1, samples)));
            inputs.put(NetworkPrograms.WEIGHTS, manager.create(weights, new Shape(examples, rows, SOURCES)));
            NDArray combined = combinations.of(inputs);
            assertThat(combined.getShape()).isEqualTo(new Shape((long) examples * rows, 1, samples));
            return combined.toFloatArray();
        }
    }

    /** Fresh weights, but for gains, offsets and slopes, which differ between channels as those of a trained network do. */
    private static Weights weights(ConvTasNet network) {
        SplittableRandom random = new SplittableRandom(1);
        Weights fresh = NetworkPrograms.combinations(network, Parameters.NAMED).initialWeights(random);
        Weights.Builder weights = new Weights.Builder();
        for (String name : fresh.names()) {
            float[] data = fresh.get(name).data().clone();
            if (fresh.get(name).dims().length == 1) {
                for (int i = 0; i < data.length; i++) {
                    data[i] += (float) random.nextDouble(-0.3, 0.3);
                }
            }
            weights.add(name, fresh.get(name).dims(), data);
        }
        return weights.build();
    }
}
