package dev.fader.trainer.convtasnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.engine.Torch;
import dev.fader.trainer.engine.TorchProgram;
import dev.fader.trainer.engine.TrainingStep;
import dev.fader.trainer.engine.TrainingStep.Input;
import dev.fader.trainer.graph.Form;
import dev.fader.trainer.graph.Graph.Parameters;
import dev.fader.trainer.graph.Precision;
import dev.fader.trainer.graph.Program;
import dev.fader.trainer.graph.Target;
import dev.fader.trainer.graph.Weights;
import dev.fader.trainer.network.Agreement;
import dev.fader.trainer.network.Network;
import dev.fader.trainer.network.NetworkPrograms;
import dev.fader.trainer.objective.RemixModel;
import dev.fader.trainer.objective.RemixObjective;
import dev.fader.trainer.objective.TrainingPrograms;
import dev.fader.trainer.onetarget.OneTargetConvTasNet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the form, a program computes what its network says. */
class FormsTest {

    private static final int BATCH = 3;
    private static final ConvTasNet NETWORK =
            new ConvTasNet(2, 32, 16, 8, 12, 20, 10, 5, 4, 2, MaskActivation.SOFTMAX, false);
    private static final ConvTasNet SEEING_GAINS = NETWORK.with(2, true);
    private static final OneTargetConvTasNet ONE_TARGET = new OneTargetConvTasNet(16, 16, 8, 8, 16, 8, 3, 2, 2);

    static Stream<Target> targets() {
        return Stream.of(Form.values())
                .flatMap(form -> Stream.of(Precision.values()).map(precision -> new Target(form, precision)));
    }

    @ParameterizedTest
    @MethodSource("targets")
    void itsSourcesAreThoseOfThePlainForm(Target target) {
        // of 4 frames, of which dilations of 8 leave nothing but the middle tap, and of 499
        for (int samples : new int[] {40, 4_000}) {
            for (Network network : List.of(NETWORK, SEEING_GAINS)) {
                float[] plain = separate(network, Target.PLAIN, samples);

                assertThat(Agreement.db(plain, separate(network, target, samples)))
                        .as("%s, %d samples", network, samples)
                        .isNotNaN()
                        .isGreaterThan(leastDb(target.precision()));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("targets")
    void itsWeightedSumsAreThoseOfThePlainForm(Target target) {
        float[] plain = run(NETWORK, NetworkPrograms.combinations(NETWORK, Parameters.NAMED), 4_000);

        float[] sums = run(NETWORK, NetworkPrograms.combinations(NETWORK, Parameters.NAMED, target), 4_000);

        assertThat(Agreement.db(plain, sums)).isNotNaN().isGreaterThan(leastDb(target.precision()));
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void itIsTheSameNetworkToLearnUnlessItIsFolded(Form form) {
        Target target = new Target(form, Precision.FP32);
        if (!form.trains()) {
            assertThatThrownBy(() -> programs(NETWORK, target)).hasMessageContaining("not folded");
            return;
        }
        for (Network network : List.of(NETWORK, SEEING_GAINS, ONE_TARGET)) {
            assertThat(Agreement.db(gradient(network, Target.PLAIN), gradient(network, target)))
                    .as(network.toString())
                    .isNotNaN()
                    .isGreaterThan(80);
        }
    }

    @Test
    void onAGpuANormIsDifferentiatedByOneOperation() {
        Target target = new Target(Form.GPU, Precision.FP32);
        String ofOneBlock = programs(withBlocks(1), target).training().statements();
        String ofTwo = programs(withBlocks(2), target).training().statements();

        assertThat(count(ofTwo, "native_group_norm_backward") - count(ofOneBlock, "native_group_norm_backward"))
                .isEqualTo(2);
        assertThat(ofTwo).doesNotContain("torch.group_norm");
    }

    private static long count(String statements, String operation) {
        return statements.lines().filter(line -> line.contains(operation)).count();
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void inHalvesItLearnsNearlyTheSameAndKeepsThemInItsBlocks(Form form) {
        assumeTrue(form.trains());
        Target target = new Target(form, Precision.BF16);

        float[] exact = gradient(NETWORK, Target.PLAIN);
        double ofProducts = Agreement.db(exact, gradient(NETWORK, new Target(Form.AUTHORS, Precision.BF16)));

        assertThat(Agreement.db(exact, gradient(NETWORK, target)))
                .isNotNaN()
                .isBetween(ofProducts - 1, ofProducts + 10);
        long ofOneBlockMore = conversions(withBlocks(3), target) - conversions(withBlocks(2), target);
        // the authors' form brings each of the three products of a block back to 32 bits
        assertThat(ofOneBlockMore).isEqualTo(form == Form.AUTHORS ? 3 : 0);
    }

    private static ConvTasNet withBlocks(int blocks) {
        return new ConvTasNet(2, 32, 16, 8, 12, 20, 10, 5, blocks, 1, MaskActivation.SOFTMAX, false);
    }

    /** How often what a network has in halves is made 32-bit. */
    private static long conversions(ConvTasNet network, Target target) {
        return programs(network, target)
                .training()
                .statements()
                .lines()
                .filter(line -> line.matches(".* = torch\\.to\\(.*, 6\\)"))
                .count();
    }

    @Test
    void noNetworkIsTrainedInNumbersTooSmallForItsGradients() {
        assertThatThrownBy(() -> programs(NETWORK, new Target(Form.PLAIN, Precision.FP16)))
                .hasMessageContaining("plain fp16")
                .hasMessageContaining("fp32 or bf16");
    }

    private static double leastDb(Precision precision) {
        return switch (precision) {
            case FP32 -> 110;
            case BF16 -> 40;
            case FP16 -> 55;
        };
    }

    private static TrainingPrograms programs(Network network, Target target) {
        RemixModel model = network.seesGains() ? RemixModel.GAIN_CONDITIONED : RemixModel.CONSISTENT;
        return TrainingPrograms.of(network, new RemixObjective(model, 1, 1), target);
    }

    private static float[] gradient(Network network, Target target) {
        int samples = 400;
        float[] sources = noise(BATCH * 2 * samples);
        float[] mixture = new float[BATCH * samples];
        for (int i = 0; i < sources.length; i++) {
            mixture[i / (2 * samples) * samples + i % samples] += sources[i];
        }
        try (TrainingStep step = new TrainingStep(programs(network, target), weights(network), Device.cpu())) {
            return step.gradient(
                    new Input(NetworkPrograms.MIXTURE, mixture, BATCH, 1, samples),
                    new Input(NetworkPrograms.SOURCES, sources, BATCH, 2, samples),
                    new Input(NetworkPrograms.GAINS, new float[] {1, 2, 1, 0.5f, 0, 1}, BATCH, 2));
        }
    }

    private static float[] separate(Network network, Target target, int samples) {
        return run(network, NetworkPrograms.separation(network, Parameters.NAMED, target), samples);
    }

    private static float[] run(Network network, Program program, int samples) {
        try (NDManager manager = Torch.manager(Device.cpu());
                TorchProgram loaded = TorchProgram.load(program, weights(network), Device.cpu())) {
            Map<String, NDArray> all = new HashMap<>();
            all.put(NetworkPrograms.MIXTURE, manager.create(noise(BATCH * samples), new Shape(BATCH, 1, samples)));
            all.put(NetworkPrograms.GAINS, manager.create(new float[] {1, 2, 1, 0.5f, 0, 1}, new Shape(BATCH, 2)));
            all.put(
                    NetworkPrograms.WEIGHTS,
                    manager.create(
                            new float[] {1, -1, 0.5f, 0.5f, 0, 1, 1, 1, 0.3f, -2, 1, 0}, new Shape(BATCH, 2, 2)));
            all.keySet().retainAll(program.arguments());
            return loaded.call(all).get(program.outputs().getFirst().name()).toFloatArray();
        }
    }

    /** Fresh weights, but for gains, offsets and slopes, which differ between channels as those of a trained network do. */
    private static Weights weights(Network network) {
        SplittableRandom random = new SplittableRandom(1);
        Weights fresh = NetworkPrograms.separation(network, Parameters.NAMED).initialWeights(random);
        Weights.Builder weights = new Weights.Builder();
        for (String name : fresh.names()) {
            float[] data = fresh.get(name).data().clone();
            if (fresh.get(name).dims().length == 1 || name.contains("gains")) {
                for (int i = 0; i < data.length; i++) {
                    data[i] += (float) random.nextDouble(-0.3, 0.3);
                }
            }
            weights.add(name, fresh.get(name).dims(), data);
        }
        return weights.build();
    }

    private static float[] noise(int length) {
        SplittableRandom random = new SplittableRandom(2);
        float[] noise = new float[length];
        for (int i = 0; i < length; i++) {
            noise[i] = (float) random.nextGaussian() * 0.1f;
        }
        return noise;
    }
}
