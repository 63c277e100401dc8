package dev.fader.trainer.separation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.fader.trainer.checkpoint.ModelFile;
import dev.fader.trainer.combinations.Combinations;
import dev.fader.trainer.convtasnet.ConvTasNet;
import dev.fader.trainer.convtasnet.MaskActivation;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.engine.MemoryShortage;
import dev.fader.trainer.engine.Torch;
import dev.fader.trainer.graph.Form;
import dev.fader.trainer.graph.Graph.Parameters;
import dev.fader.trainer.graph.Precision;
import dev.fader.trainer.graph.Target;
import dev.fader.trainer.network.NetworkPrograms;
import dev.fader.trainer.separation.Separator.Part;
import dev.fader.trainer.separation.Separator.Request;
import dev.fader.trainer.separation.Separator.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainedNetworkTest {

    private static final int RATE = 8_000;
    private static final int WIDE = 4;

    private static ModelFile model(boolean seesGains) {
        ConvTasNet shape = new ConvTasNet(2, 24, 16, 8, 12, 20, 12, 3, 3, 2, MaskActivation.SOFTMAX, seesGains);
        return new ModelFile(
                shape,
                List.of("vocals", "other"),
                RATE,
                Map.of(),
                NetworkPrograms.separation(shape, Parameters.NAMED).initialWeights(new Random(3)));
    }

    /** Of as many channels as the number says, no two alike. */
    private static Request request(int seed, int channels, int samples, int sums) {
        Random random = new Random(seed);
        float[][] mixture = new float[channels][samples];
        for (float[] channel : mixture) {
            for (int i = 0; i < samples; i++) {
                channel[i] = (float) random.nextGaussian() * (1 + seed) / 8;
            }
        }
        List<Row> rows = new ArrayList<>();
        for (int r = 0; r < sums; r++) {
            rows.add(new Row(new float[] {random.nextFloat(), -random.nextFloat()}, new float[] {1 + r, 0.5f}));
        }
        return new Request(new Part(0, mixture, null), rows);
    }

    /** Different signals, lengths and numbers of sums, and one that is silent on its right side. */
    private static List<Request> mixed() {
        Request half = request(4, 2, 4_000, 2);
        Arrays.fill(half.part().mixture()[1], 0);
        return List.of(
                request(1, 2, 4_000, 2),
                request(2, 1, 4_000, 2),
                request(3, 2, 3_000, 2),
                half,
                request(5, 2, 4_000, 3),
                request(6, 3, 4_000, 2));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatBecomesOfAChannelDoesNotDependOnItsNeighbours(boolean seesGains) {
        List<Request> requests = mixed();
        try (TrainedNetwork network = TrainedNetwork.load(model(seesGains), Device.cpu(), WIDE)) {
            List<float[]> together = network.combine(requests);

            for (int i = 0; i < requests.size(); i++) {
                float[] alone =
                        network.combine(requests.get(i).part(), requests.get(i).rows());
                assertThat(together.get(i)).as("request %d", i).isEqualTo(alone);
            }
        }
    }

    /** But for rounding: a wider product adds up in another order. */
    @Test
    void aCallOfSeveralChannelsGivesWhatOneByOneGives() {
        List<Request> requests = mixed();
        try (TrainedNetwork one = TrainedNetwork.load(model(false), Device.cpu());
                TrainedNetwork several = TrainedNetwork.load(model(false), Device.cpu(), WIDE)) {
            List<float[]> expected = one.combine(requests);
            List<float[]> actual = several.combine(requests);

            for (int i = 0; i < requests.size(); i++) {
                assertThat(largestDifference(actual.get(i), expected.get(i)))
                        .as("request %d", i)
                        .isLessThan(1e-6);
            }
        }
    }

    /** What is called before others, and closes them. */
    private static Combinations combinations(Combinations others, Function<Map<String, NDArray>, NDArray> calls) {
        return new Combinations() {
            @Override
            public NDArray of(Map<String, NDArray> inputs) {
                return calls.apply(inputs);
            }

            @Override
            public void close() {
                others.close();
            }
        };
    }

    private static double largestDifference(float[] a, float[] b) {
        double largest = 0;
        for (int i = 0; i < a.length; i++) {
            largest = Math.max(largest, Math.abs(a[i] - b[i]));
        }
        return largest;
    }

    @Test
    void whereMemoryRunsOutCallsBecomeHalfAsWideForGood() {
        ModelFile model = model(false);
        List<Request> requests = mixed();
        List<Long> widths = new ArrayList<>();
        Combinations whole = TrainedNetwork.combinations(model, Device.cpu(), Target.PLAIN);
        Combinations small = combinations(whole, inputs -> {
            long wide = inputs.get(NetworkPrograms.MIXTURE).getShape().get(0);
            widths.add(wide);
            if (wide > 2) {
                throw new EngineException("CUDA out of memory. Tried to allocate 2.00 GiB");
            }
            return whole.of(inputs);
        });
        try (TrainedNetwork network = new TrainedNetwork(model, Device.cpu(), 8, small);
                TrainedNetwork one = TrainedNetwork.load(model, Device.cpu())) {
            List<float[]> sums = network.combine(requests);

            assertThat(network.channelsAtOnce()).isEqualTo(2);
            assertThat(widths).startsWith(8L, 4L, 2L).endsWith(2L);
            assertThat(widths.subList(2, widths.size())).containsOnly(2L);
            List<float[]> expected = one.combine(requests);
            for (int i = 0; i < sums.size(); i++) {
                assertThat(largestDifference(sums.get(i), expected.get(i))).isLessThan(1e-6);
            }
        }
    }

    @Test
    void whereThereAreNoKernelsANetworkRunsInTheFormThatComesClosest() {
        ModelFile model = model(false);
        Request request = request(1, 2, 4_000, 2);
        Target kernels = new Target(Form.GPU_KERNELS, Precision.FP16);
        try (TrainedNetwork plain = TrainedNetwork.load(model, Device.cpu());
                TrainedNetwork network = new TrainedNetwork(
                        model, Device.cpu(), 1, TrainedNetwork.combinations(model, Device.cpu(), kernels))) {
            assertThat(largestDifference(
                            network.combine(request.part(), request.rows()),
                            plain.combine(request.part(), request.rows())))
                    .isBetween(1e-7, 5e-3);
        }
    }

    @Test
    void aChannelThatIsTooMuchByItselfIsThrown() {
        ModelFile model = model(false);
        Combinations none = combinations(TrainedNetwork.combinations(model, Device.cpu(), Target.PLAIN), inputs -> {
            throw new EngineException("CUDA out of memory");
        });
        try (TrainedNetwork network = new TrainedNetwork(model, Device.cpu(), 2, none)) {
            assertThatThrownBy(() -> network.combine(mixed()))
                    .satisfies(e -> assertThat(MemoryShortage.is(e)).isTrue());
        }
    }

    @Test
    void theProcessorsShortageOfMemoryIsToldFromOtherFaults() {
        try (NDManager manager = Torch.manager(Device.cpu())) {
            assertThatThrownBy(() -> manager.zeros(new Shape(1L << 45)))
                    .satisfies(e -> assertThat(MemoryShortage.is(e)).isTrue());
            assertThatThrownBy(() -> manager.zeros(new Shape(2)).add(manager.zeros(new Shape(3))))
                    .satisfies(e -> assertThat(MemoryShortage.is(e)).isFalse());
        }
    }
}
