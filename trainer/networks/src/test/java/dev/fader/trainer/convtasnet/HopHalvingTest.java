package dev.fader.trainer.convtasnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.engine.Torch;
import dev.fader.trainer.engine.TorchProgram;
import dev.fader.trainer.graph.Graph.Parameters;
import dev.fader.trainer.graph.Program;
import dev.fader.trainer.graph.Weights;
import dev.fader.trainer.network.NetworkPrograms;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HopHalvingTest {

    private static final int HOP = 16;
    private static final int SAMPLES = 64_000;
    private static final ConvTasNet NETWORK = network(HOP, false);

    @Test
    void theHalvedNetworkComputesTheMeanOfTwoPassesHalfAHopApart() {
        Weights weights = separation(NETWORK).initialWeights(new SplittableRandom(1));
        float[] mixture = noise();
        float[] first = separate(NETWORK, weights, mixture);
        float[] second =
                separate(NETWORK, weights, Arrays.copyOfRange(mixture, HOP / 2, SAMPLES)); // shorter, and so earlier

        float[] halved = separate(HopHalving.shape(NETWORK), HopHalving.weights(NETWORK, weights), mixture);

        double error = 0;
        double energy = 0;
        // away from the ends, where frames are missing
        for (int i = 1_000; i < SAMPLES - 1_000; i++) {
            float mean = (first[i] + second[i - HOP / 2]) / 2;
            error += Math.pow(halved[i] - mean, 2);
            energy += Math.pow(mean, 2);
        }
        assertThat(10 * Math.log10(energy / error)).isGreaterThan(40);
    }

    @Test
    void aNewBlockIsTheNextOneWithoutOutputs() {
        Weights weights = separation(NETWORK).initialWeights(new SplittableRandom(1));

        Weights halved = HopHalving.weights(NETWORK, weights);

        halved.requireExactly(separation(HopHalving.shape(NETWORK)).parameters());
        assertThat(halved.get("masker.TCN.3.res_conv.weight").data()).containsOnly(0);
        assertThat(halved.get("masker.TCN.3.shared_block.0.weight").data())
                .isEqualTo(weights.get("masker.TCN.2.shared_block.0.weight").data());
    }

    @Test
    void whatCannotBeHalvedIsRefused() {
        assertThatThrownBy(() -> HopHalving.shape(network(15, false))).hasMessageContaining("15 samples");
        assertThatThrownBy(() -> HopHalving.shape(network(HOP, true))).hasMessageContaining("gain-conditioned");
    }

    private static ConvTasNet network(int hop, boolean conditioned) {
        return new ConvTasNet(2, 32, 2 * HOP, hop, 8, 12, 8, 3, 2, 2, MaskActivation.SOFTMAX, conditioned);
    }

    private static Program separation(ConvTasNet network) {
        return NetworkPrograms.separation(network, Parameters.NAMED);
    }

    /** @return the first source */
    private static float[] separate(ConvTasNet network, Weights weights, float[] mixture) {
        try (NDManager manager = Torch.manager(Device.cpu());
                TorchProgram loaded = TorchProgram.load(separation(network), weights, Device.cpu())) {
            NDArray input = manager.create(mixture).reshape(1, 1, mixture.length);
            float[] sources = loaded.call(Map.of(NetworkPrograms.MIXTURE, input))
                    .get(NetworkPrograms.SOURCES)
                    .toFloatArray();
            return Arrays.copyOf(sources, mixture.length);
        }
    }

    private static float[] noise() {
        SplittableRandom random = new SplittableRandom(2);
        float[] noise = new float[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            noise[i] = (float) random.nextGaussian() * 0.1f;
        }
        return noise;
    }
}
