package dev.fader.trainer.remix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fader.schemas.remix.Gain;
import dev.fader.trainer.checkpoint.ModelFile;
import dev.fader.trainer.convtasnet.ConvTasNet;
import dev.fader.trainer.convtasnet.MaskActivation;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.graph.Graph.Parameters;
import dev.fader.trainer.graph.Scope;
import dev.fader.trainer.graph.Value;
import dev.fader.trainer.graph.Weights;
import dev.fader.trainer.htmdnet.HtmdNet;
import dev.fader.trainer.network.Estimate;
import dev.fader.trainer.network.Network;
import dev.fader.trainer.network.NetworkPrograms;
import dev.fader.trainer.separation.PowerOfTwo;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DifferenceNetworkTest {

    private static final HtmdNet WINDOWED = new HtmdNet(512, 8, 4, 3, 4, 2, 3);
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

    @Test
    void aVeryQuietSignalIsRemixedAsALoudOne() throws Exception {
        float[][] loud = {tone(440, 0.25f, 0)};
        float[][] quiet = {loud[0].clone()};
        PowerOfTwo.multiply(quiet[0], 0x1p-16f);

        try (DifferenceNetwork network = load(SHAPE)) {
            float[] ofLoud = RemixStream.remixAll(network, louder(), loud, RATE)[0];
            float[] ofQuiet = RemixStream.remixAll(network, louder(), quiet, RATE)[0];

            PowerOfTwo.multiply(ofQuiet, 0x1p16f);
            assertThat(ofQuiet).containsExactly(ofLoud, within(1e-6f));
            assertThat(ofLoud).isNotEqualTo(loud[0]);
        }
    }

    @Test
    void silenceStaysSilenceWhateverOffsetsANetworkHas() throws Exception {
        try (DifferenceNetwork network = load(SHAPE);
                DifferenceNetwork withOffsets = load(disturbed(WINDOWED))) {
            assertThat(RemixStream.remixAll(network, louder(), SECOND, RATE)[0]).containsOnly(0);
            assertThat(RemixStream.remixAll(withOffsets, louder(), SECOND, RATE)[0])
                    .containsOnly(0);
        }
    }

    @Test
    void aNetworkOfWindowsGetsChunksThatAreOneAlsoWhenMemoryRunsOut() throws Exception {
        try (DifferenceNetwork network = load(disturbed(WINDOWED))) {
            assertThat(network.chunkPlan().length()).isEqualTo(WINDOWED.window());
            assertThat(network.chunkPlan().halved()).isEqualTo(network.chunkPlan());
        }
    }

    @Test
    void aNetworkThatDoesNotScaleHearsAFileAtTheLevelThatItHas() throws Exception {
        float[][] loud = {tone(440, 0.25f, 0)};
        float[][] quiet = {loud[0].clone()};
        PowerOfTwo.multiply(quiet[0], 0x1p-8f);

        try (DifferenceNetwork network = load(disturbed(WINDOWED))) {
            float[] ofLoud = RemixStream.remixAll(network, louder(), loud, RATE)[0];
            float[] ofQuiet = RemixStream.remixAll(network, louder(), quiet, RATE)[0];

            PowerOfTwo.multiply(ofQuiet, 0x1p8f);
            assertThat(ofQuiet).isNotEqualTo(ofLoud);
        }
    }

    /** With offsets that a fresh network does not have. */
    private static ModelFile disturbed(Network network) {
        Weights fresh = NetworkPrograms.separation(network, Parameters.NAMED).initialWeights(new Random(3));
        Weights.Builder weights = new Weights.Builder();
        for (String name : fresh.names()) {
            float[] data = fresh.get(name).data().clone();
            for (int i = 0; i < data.length; i++) {
                data[i] += name.endsWith("bias") ? 0.1f : 0;
            }
            weights.add(name, fresh.get(name).dims(), data);
        }
        return new ModelFile(network, SOURCES, RATE, Map.of(), weights.build());
    }

    @Test
    void ofWhatLiesBelowHearingEachSourceGetsAnEqualShare() throws Exception {
        float offset = 0.125f;
        float[][] plain = {tone(440, 0.25f, 0)};
        float[][] shifted = {tone(440, 0.25f, offset)};

        try (DifferenceNetwork network = load(SHAPE)) {
            float[] ofPlain = RemixStream.remixAll(network, louder(), plain, RATE)[0];
            float[] ofShifted = RemixStream.remixAll(network, louder(), shifted, RATE)[0];

            double share = offset * (1 + (Math.pow(10, 6 / 20.0) - 1) / 2);
            // away from the ends, where the offset's beginning is heard
            for (int i = RATE / 4; i < RATE * 3 / 4; i++) {
                assertThat((double) ofShifted[i] - ofPlain[i]).isCloseTo(share, within(0.01));
            }
        }
    }

    private static float[] tone(double hertz, float level, float offset) {
        float[] tone = new float[RATE];
        for (int i = 0; i < RATE; i++) {
            tone[i] = offset + level * (float) Math.sin(2 * Math.PI * hertz * i / RATE);
        }
        return tone;
    }

    private static Gains louder() {
        return Gains.of(Map.of("vocals", new Gain(6)), SOURCES);
    }

    private static DifferenceNetwork load(Network network) {
        return load(new ModelFile(
                network,
                SOURCES,
                RATE,
                Map.of(),
                NetworkPrograms.separation(SHAPE, Parameters.NAMED).initialWeights(new Random(3))));
    }

    private static DifferenceNetwork load(ModelFile model) {
        return DifferenceNetwork.load(model, Device.cpu());
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
        public boolean scalesWithInput() {
            return true;
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
