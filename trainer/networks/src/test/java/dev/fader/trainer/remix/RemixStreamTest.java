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
import dev.fader.trainer.network.NetworkPrograms;
import dev.fader.trainer.separation.ChunkPlan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemixStreamTest {

    private static final int RATE = 8_000;
    private static final List<String> SOURCES = List.of("vocals", "drums", "bass");
    private static final ChunkPlan PLAN = new ChunkPlan(2_000, 200, 400);
    private static final Gains LOUDER_VOCALS = Gains.of(Map.of("vocals", new Gain(6), "bass", new Gain(-12)), SOURCES);
    private static final Gains UNITY = Gains.of(Map.of(), SOURCES);

    private static DifferenceNetwork network;

    @BeforeAll
    static void loadAnUntrainedNetwork() {
        ConvTasNet shape = new ConvTasNet(3, 16, 16, 8, 8, 12, 8, 3, 2, 1, MaskActivation.SOFTMAX, false);
        ModelFile model = new ModelFile(
                shape,
                SOURCES,
                RATE,
                Map.of(),
                NetworkPrograms.separation(shape, Parameters.NAMED).initialWeights(new Random(3)));
        network = DifferenceNetwork.load(model, Device.cpu());
    }

    @AfterAll
    static void unload() {
        network.close();
    }

    @ParameterizedTest
    @CsvSource({"8000, 1", "8000, 2", "8000, 6", "44100, 2", "11025, 1", "192000, 1"})
    void zeroDecibelsOnEverySourceReturnTheInputSampleForSample(int rate, int channels) throws IOException {
        double[][] input = noise(channels, rate + 123);

        assertThat(remix(UNITY, input, rate, 1000)).isDeepEqualTo(input);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1999, 2000, 2001, 3000, 9999})
    void whatComesOutIsAsLongAsWhatWentIn(int frames) throws IOException {
        assertThat(remix(LOUDER_VOCALS, noise(2, frames), RATE, 512)[0]).hasSize(frames);
        assertThat(remix(LOUDER_VOCALS, noise(2, frames), 11_025, 512)[0]).hasSize(frames);
    }

    @Test
    void theSizeOfTheBlocksPushedChangesNothing() throws IOException {
        double[][] input = noise(2, 10_000);

        assertThat(remix(LOUDER_VOCALS, input, RATE, 77)).isDeepEqualTo(remix(LOUDER_VOCALS, input, RATE, 10_000));
    }

    @Test
    void channelsDoNotInfluenceEachOther() throws IOException {
        double[][] input = noise(3, 5_000);

        double[][] together = remix(LOUDER_VOCALS, input, RATE, 1000);
        double[][] alone = remix(LOUDER_VOCALS, new double[][] {input[1]}, RATE, 1000);

        assertThat(distance(together[1], alone[0])).isLessThan(1e-5);
    }

    @Test
    void aSignalTwiceAsLoudIsRemixedTwiceAsLoud() throws IOException {
        double[][] input = noise(1, 5_000);
        double[][] doubled = {input[0].clone()};
        for (int i = 0; i < doubled[0].length; i++) {
            doubled[0][i] *= 2;
        }

        double[] once = remix(LOUDER_VOCALS, input, RATE, 1000)[0];
        double[] twice = remix(LOUDER_VOCALS, doubled, RATE, 1000)[0];

        for (int i = 0; i < once.length; i++) {
            assertThat((double) twice[i]).isCloseTo(2.0 * once[i], within(1e-5));
        }
    }

    @Test
    void theSameGainOnEverySourceIsThatGainOnTheMixture() throws IOException {
        double[][] input = noise(1, 5_000);
        Gains allLouder = Gains.of(Map.of("vocals", new Gain(6), "drums", new Gain(6), "bass", new Gain(6)), SOURCES);

        double[] remix = remix(allLouder, input, RATE, 1000)[0];

        double ratio = Math.pow(10, 6.0 / 20);
        for (int i = 0; i < remix.length; i++) {
            assertThat((double) remix[i]).isCloseTo(ratio * input[0][i], within(1e-5));
        }
    }

    @Test
    void eachVariantOfASeparationIsWhatItWouldBeAlone() throws IOException {
        double[][] input = noise(2, 7_000);
        Gains quieterDrums = Gains.of(Map.of("drums", new Gain(-9)), SOURCES);

        List<double[][]> together = remixes(List.of(LOUDER_VOCALS, UNITY, quieterDrums), input, 11_025, 1000);

        assertThat(distance(together.get(0)[0], remix(LOUDER_VOCALS, input, 11_025, 1000)[0]))
                .isLessThan(1e-5);
        assertThat(together.get(1)).isDeepEqualTo(input);
        assertThat(distance(together.get(2)[1], remix(quieterDrums, input, 11_025, 1000)[1]))
                .isLessThan(1e-5);
    }

    @Test
    void theLastChunkReachesBackSoThatASignalsEndIsNotTakenForSilence() throws IOException {
        // one chunk and a little: in a chunk of its own the little would be normalised with a chunk of silence
        double[][] input = noise(1, PLAN.hop() + PLAN.fade() + 100);
        ChunkPlan whole = new ChunkPlan(10_000, PLAN.fade(), PLAN.context());

        double[] chunked = remix(LOUDER_VOCALS, input, RATE, 1000)[0];
        double[] single =
                remixes(List.of(LOUDER_VOCALS), input, RATE, 1000, whole).getFirst()[0];

        double[] change = new double[100];
        double[] error = new double[100];
        for (int i = 0; i < 100; i++) {
            int at = input[0].length - 100 + i;
            change[i] = single[at] - input[0][at];
            error[i] = single[at] - chunked[at];
        }
        assertThat(energy(error)).isLessThan(0.01 * energy(change));
    }

    @Test
    void seamsAndWhatIsLeftOverAreMeasured() throws IOException {
        double[][] input = noise(1, 9_000);
        try (RemixStream stream = new RemixStream(
                network,
                List.of(Blend.remix(LOUDER_VOCALS), Blend.remix(UNITY)),
                PLAN,
                1,
                RATE,
                null,
                (variant, planar, offset, count) -> {})) {
            stream.push(input, 0, 9_000);
            stream.finish();

            assertThat(stream.worstSeamDb(0)).isBetween(-120.0, -10.0);
            assertThat(stream.worstSeamDb(1)).isEqualTo(Double.NEGATIVE_INFINITY);
            assertThat(stream.residualDb()).isFinite();
        }
    }

    @Test
    void anUnknownSourceIsNamedWithThoseThatTheNetworkHas() {
        assertThatThrownBy(() -> Gains.of(Map.of("tuba", new Gain(3)), SOURCES))
                .hasMessage("unknown source tuba; this network has [vocals, drums, bass]");
    }

    @ParameterizedTest
    @ValueSource(ints = {RATE, 11_025, 6_000})
    void stemsThatAreToSumToTheInputDoAtAnyRate(int rate) throws IOException {
        double[][] input = noise(2, 3 * rate);
        List<Blend> shares = IntStream.range(0, SOURCES.size())
                .mapToObj(k -> Blend.share(k, SOURCES.size()))
                .toList();

        List<double[][]> stems = blends(shares, input, rate, 1000, PLAN);

        for (int c = 0; c < 2; c++) {
            for (int i = 0; i < input[c].length; i++) {
                double sum = 0;
                for (double[][] stem : stems) {
                    sum += stem[c][i];
                }
                assertThat(sum).isCloseTo(input[c][i], within(1e-6));
            }
        }
        assertThat(stems.get(0)[0]).isNotEqualTo(stems.get(1)[0]);
    }

    @Test
    void estimatesAndWhatTheyLeaveAreTheInput() throws IOException {
        double[][] input = noise(1, 2 * RATE);
        List<Blend> all = new ArrayList<>(IntStream.range(0, SOURCES.size())
                .mapToObj(k -> Blend.estimate(k, SOURCES.size()))
                .toList());
        all.add(Blend.residual(SOURCES.size()));

        List<double[][]> parts = blends(all, input, RATE, 1000, PLAN);

        for (int i = 0; i < input[0].length; i++) {
            double sum = 0;
            for (double[][] part : parts) {
                sum += part[0][i];
            }
            assertThat(sum).isCloseTo(input[0][i], within(1e-6));
        }
    }

    @Test
    void aRemixIsTheSumOfItsStemsTimesTheirGains() throws IOException {
        double[][] input = noise(1, 2 * RATE);
        List<Blend> all = new ArrayList<>(IntStream.range(0, SOURCES.size())
                .mapToObj(k -> Blend.share(k, SOURCES.size()))
                .toList());
        all.add(Blend.remix(LOUDER_VOCALS));

        List<double[][]> made = blends(all, input, RATE, 1000, PLAN);

        for (int i = 0; i < input[0].length; i++) {
            double sum = 0;
            for (int k = 0; k < SOURCES.size(); k++) {
                sum += LOUDER_VOCALS.ratios().get(k) * made.get(k)[0][i];
            }
            assertThat(made.getLast()[0][i]).isCloseTo(sum, within(1e-5));
        }
    }

    private static double[][] remix(Gains gains, double[][] input, int rate, int block) throws IOException {
        return remixes(List.of(gains), input, rate, block).getFirst();
    }

    private static List<double[][]> remixes(List<Gains> variants, double[][] input, int rate, int block)
            throws IOException {
        return remixes(variants, input, rate, block, PLAN);
    }

    private static List<double[][]> remixes(List<Gains> variants, double[][] input, int rate, int block, ChunkPlan plan)
            throws IOException {
        return blends(variants.stream().map(Blend::remix).toList(), input, rate, block, plan);
    }

    private static List<double[][]> blends(List<Blend> blends, double[][] input, int rate, int block, ChunkPlan plan)
            throws IOException {
        int channels = input.length;
        int frames = input[0].length;
        List<double[][]> outputs = new ArrayList<>();
        blends.forEach(blend -> outputs.add(new double[channels][frames]));
        int[] filled = new int[blends.size()];
        try (RemixStream stream =
                new RemixStream(network, blends, plan, channels, rate, null, (variant, planar, offset, count) -> {
                    for (int c = 0; c < channels; c++) {
                        System.arraycopy(planar[c], offset, outputs.get(variant)[c], filled[variant], count);
                    }
                    filled[variant] += count;
                })) {
            for (int at = 0; at < frames; at += block) {
                stream.push(input, at, Math.min(block, frames - at));
            }
            stream.finish();
        }
        assertThat(filled).containsOnly(frames);
        return outputs;
    }

    private static double energy(double[] samples) {
        return Arrays.stream(samples).map(x -> x * x).sum();
    }

    private static double[][] noise(int channels, int frames) {
        Random random = new Random(frames);
        double[][] noise = new double[channels][frames];
        for (double[] channel : noise) {
            for (int i = 0; i < frames; i++) {
                channel[i] = (float) (0.1 * random.nextGaussian());
            }
        }
        return noise;
    }

    private static double distance(double[] a, double[] b) {
        double worst = 0;
        for (int i = 0; i < a.length; i++) {
            worst = Math.max(worst, Math.abs(a[i] - b[i]));
        }
        return worst;
    }
}
