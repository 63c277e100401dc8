package dev.fader.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fader.trainer.checkpoint.ModelFile;
import dev.fader.trainer.convtasnet.ConvTasNet;
import dev.fader.trainer.convtasnet.MaskActivation;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.graph.Graph.Parameters;
import dev.fader.trainer.graph.Weights;
import dev.fader.trainer.network.NetworkPrograms;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkSeparatorTest {

    private static final float[] GAINS = {1, 0.5f};

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void eachMixtureOfABatchIsSeparatedAsItWouldBeAlone(boolean gainConditioned) {
        ConvTasNet network = new ConvTasNet(2, 16, 8, 4, 8, 8, 8, 3, 2, 1, MaskActivation.SOFTMAX, gainConditioned);
        Weights weights = NetworkPrograms.separation(network, Parameters.NAMED).initialWeights(new SplittableRandom(1));
        ModelFile model = new ModelFile(network, List.of("vocals", "drums"), 8_000, Map.of(), weights);
        float[][] mixtures = {noise(1), noise(2)};

        try (NetworkSeparator separator = NetworkSeparator.load(model, Device.cpu())) {
            float[][][] together = separator.separate(mixtures, GAINS);
            float[][][] alone = separator.separate(new float[][] {mixtures[1]}, GAINS);

            assertThat(separator.seesGains()).isEqualTo(gainConditioned);
            for (int k = 0; k < 2; k++) {
                for (int i = 0; i < mixtures[1].length; i++) {
                    assertThat(together[1][k][i]).isCloseTo(alone[0][k][i], within(1e-5f));
                }
            }
        }
    }

    private static float[] noise(int seed) {
        Random random = new Random(seed);
        float[] noise = new float[800];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) random.nextGaussian();
        }
        return noise;
    }
}
