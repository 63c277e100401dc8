package dev.fader.trainer.remix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fader.schemas.remix.Gain;
import dev.fader.trainer.checkpoint.ModelFile;
import dev.fader.trainer.convtasnet.ConvTasNet;
import dev.fader.trainer.convtasnet.MaskActivation;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.graph.Graph.Parameters;
import dev.fader.trainer.graph.Scope;
import dev.fader.trainer.graph.Value;
import dev.fader.trainer.network.Estimate;
import dev.fader.trainer.network.Network;
import dev.fader.trainer.network.NetworkPrograms;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DifferenceNetworkTest {

    private static final List<String> SOURCES = List.of("vocals", "other");
    private static final int RATE = 8_000;
    private static final float[][] SECOND = new float[1][RATE];
    private static final ConvTasNet SHAPE =
            new ConvTasNet(2, 16, 16, 8, 8, 12, 8, 3, 2, 1, MaskActivation.SOFTMAX, false);

    @ParameterizedTest
    @ValueSource(classes = {OutOfMemoryError.class, LinkageError.class, AssertionError.class})
    @Timeout(60)
    void anErrorOnTheNetworksThreadReachesTheOneThatWaits(Class<? extends Error> kind) throws Exception {
        Error failure = kind.getConstructor().newInstance();

        try (DifferenceNetwork network = load(new BrokenNetwork(failure))) {
            assertThatThrownBy(() -> RemixStream.remixAll(network, louder(), SECOND, RATE))
                    .isSameAs(failure);
        }
    }

    @Test
    @Timeout(60)
    void afterAnErrorTheNetworkTakesTheNextMixture() throws Exception {
        BrokenNetwork once = new BrokenNetwork(new OutOfMemoryError("a chunk too long"));
        try (DifferenceNetwork network = load(once)) {
            assertThatThrownBy(() -> RemixStream.remixAll(network, louder(), SECOND, RATE))
                    .isInstanceOf(OutOfMemoryError.class);

            once.mend();

            assertThat(RemixStream.remixAll(network, louder(), SECOND, RATE)[0]).hasSize(RATE);
        }
    }

    private static Gains louder() {
        return Gains.of(Map.of("vocals", new Gain(6)), SOURCES);
    }

    private static DifferenceNetwork load(Network network) {
        return DifferenceNetwork.load(
                new ModelFile(
                        network,
                        SOURCES,
                        RATE,
                        Map.of(),
                        NetworkPrograms.separation(SHAPE, Parameters.NAMED).initialWeights(new Random(3))),
                Device.cpu());
    }

    /** Conv-TasNet, but on the network's own thread it fails. */
    private static final class BrokenNetwork implements Network {

        private final Error failure;
        private volatile boolean broken = true;

        BrokenNetwork(Error failure) {
            this.failure = failure;
        }

        void mend() {
            broken = false;
        }

        @Override
        public int sources() {
            return SHAPE.sources();
        }

        @Override
        public boolean seesGains() {
            if (broken && Thread.currentThread().getName().equals("network")) {
                throw failure;
            }
            return false;
        }

        @Override
        public int contextSamples(int sampleRateHz) {
            return SHAPE.contextSamples(sampleRateHz);
        }

        @Override
        public Network with(int sources, boolean seesGains) {
            throw new IllegalArgumentException("only as it is");
        }

        @Override
        public Estimate estimate(Scope scope, Value mixture, @Nullable Value gains) {
            return SHAPE.estimate(scope, mixture, gains);
        }
    }
}
