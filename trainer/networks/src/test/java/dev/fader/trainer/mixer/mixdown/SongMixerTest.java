package dev.fader.trainer.mixer.mixdown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fader.trainer.engine.Device;
import dev.fader.trainer.graph.Graph.Parameters;
import dev.fader.trainer.graph.Weights;
import dev.fader.trainer.mixer.MixedSeparator;
import dev.fader.trainer.mixer.MixerFile;
import dev.fader.trainer.mixer.MixerInputs;
import dev.fader.trainer.mixer.MixerPrograms;
import dev.fader.trainer.mixer.MixerShape;
import dev.fader.trainer.mixer.MlpMixer;
import dev.fader.trainer.mixer.MlpMixer.Pooling;
import dev.fader.trainer.mixer.TimeInvariant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SongMixerTest {

    private static final int T = 64;
    private static final MixedSeparator B = new MixedSeparator("B", "b".repeat(64), List.of("vocals"));
    private static final MixedSeparator C = new MixedSeparator("C", "c".repeat(64), List.of("vocals", "drums"));
    private static final MixerInputs CHANNELS = new MixerInputs(true, List.of(B, C), List.of("drums", "vocals"), 8_000);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {10, 64, 65, 200, 1_000})
    void weightsThatPickChannelsGiveThoseBackWhateverTheLength(int samples) {
        // drums are C's, vocals the mean of B's and C's
        float[] w = new float[8 * 4];
        w[6 * 4] = 1;
        w[7 * 4 + 1] = 1;
        for (int side = 0; side < 2; side++) {
            w[(2 + side) * 4 + 2 + side] = 0.5f;
            w[(4 + side) * 4 + 2 + side] = 0.5f;
        }
        float[][] mixture = noise(1, 2, samples);
        float[][] estimates = noise(2, 6, samples);

        MixedSong mixed = mix(constant(CHANNELS, w), mixture, estimates);

        assertThat(mixed.sources()).hasDimensions(4, samples);
        for (int t = 0; t < samples; t++) {
            assertThat(mixed.sources()[0][t]).isCloseTo(estimates[4][t], within(2e-6f));
            assertThat(mixed.sources()[3][t]).isCloseTo((estimates[1][t] + estimates[3][t]) / 2, within(2e-6f));
        }
    }

    @Test
    void theMixtureIsHeardWithoutItsMean() {
        MixerInputs alone = new MixerInputs(true, List.of(), List.of("other"), 8_000);
        float[][] mixture = noise(3, 2, 300);
        for (float[] channel : mixture) {
            for (int t = 0; t < channel.length; t++) {
                channel[t] = 0.2f * channel[t] + 0.5f;
            }
        }
        MixtureLevel level = MixtureLevel.of(mixture);

        MixedSong mixed = mix(constant(alone, 1, 0, 0, 1), mixture, new float[0][]);

        for (int t = 0; t < 300; t++) {
            assertThat((double) mixed.sources()[1][t]).isCloseTo(mixture[1][t] - level.mean(), within(1e-6));
        }
    }

    @Test
    void eachSegmentTellsItsWeights() {
        MixerShape shape = MixerShape.of(new MlpMixer(8, 2, 0.2, Pooling.CHANNELS), T, CHANNELS);
        MixerFile mixer = new MixerFile(CHANNELS, shape, Map.of(), drawn(shape));

        MixedSong mixed = mix(mixer, noise(4, 2, 200), noise(5, 6, 200));

        assertThat(mixed.weights())
                .extracting(MixedSong.SegmentWeights::start)
                .startsWith(0, 16, 32)
                .endsWith(136);
        assertThat(mixed.weights())
                .hasSize(10)
                .allSatisfy(segment -> assertThat(segment.values()).hasDimensions(8, 4));
        assertThat(mixed.weights().get(0).values()[0])
                .isNotEqualTo(mixed.weights().get(1).values()[0]);
    }

    @Test
    void aMixerReadFromItsFileIsTheOneThatWasWritten() throws IOException {
        MixerShape shape = MixerShape.of(new MlpMixer(8, 1, 0.2, Pooling.TOKENS), T, CHANNELS);
        MixerFile written = new MixerFile(CHANNELS, shape, Map.of("seed", "7"), drawn(shape));
        Path file = folder.resolve("mixer.safetensors");

        written.write(file);
        MixerFile read = MixerFile.read(file);

        assertThat(read.channels()).isEqualTo(CHANNELS);
        assertThat(read.shape()).isEqualTo(shape);
        assertThat(read.provenance()).containsEntry("seed", "7");
        float[][] mixture = noise(6, 2, 100);
        float[][] estimates = noise(7, 6, 100);
        assertThat(mix(read, mixture, estimates).sources())
                .isDeepEqualTo(mix(written, mixture, estimates).sources());
    }

    @Test
    void otherSeparatorsAreRefusedWithBothSidesNamed() {
        MixedSeparator retrained = new MixedSeparator("B", "d".repeat(64), List.of("vocals"));

        CHANNELS.requireSeparators(List.of(new MixedSeparator("renamed", B.sha256(), B.sources()), C), 8_000);
        assertThatThrownBy(() -> CHANNELS.requireSeparators(List.of(retrained, C), 8_000))
                .hasMessageContaining("trained for [B [vocals] (bbbbbbbbbbbb…), C [vocals, drums] (cccccccccccc…)]")
                .hasMessageContaining("is given [B [vocals] (dddddddddddd…)");
        assertThatThrownBy(() -> CHANNELS.requireSeparators(List.of(B, C), 44_100))
                .hasMessageContaining("at 8000 Hz, and is given")
                .hasMessageContaining("at 44100 Hz");
        assertThatThrownBy(() -> CHANNELS.requireSeparators(List.of(C, B), 8_000))
                .hasMessageContaining("train another");
    }

    @Test
    void channelsAreNamedBySourceSeparatorAndSide() {
        assertThat(CHANNELS.inputNames())
                .containsExactly(
                        "mixture L",
                        "mixture R",
                        "vocals (B) L",
                        "vocals (B) R",
                        "vocals (C) L",
                        "vocals (C) R",
                        "drums (C) L",
                        "drums (C) R");
        assertThat(new MixerInputs(false, List.of(B), List.of("drums"), 8_000).inputs())
                .isEqualTo(2);
        assertThatThrownBy(() -> new MixerInputs(false, List.of(), List.of("drums"), 8_000))
                .hasMessageContaining("needs something to mix");
    }

    @Test
    void whatIsNoMixerIsRefused() throws IOException {
        Path file = folder.resolve("other.safetensors");
        Files.writeString(file, "no tensors");

        assertThatThrownBy(() -> MixerFile.read(file)).hasMessageContaining("other.safetensors");
    }

    private static MixedSong mix(MixerFile file, float[][] mixture, float[][] estimates) {
        try (SongMixer mixer = SongMixer.load(file, Device.cpu())) {
            return mixer.mix(mixture, estimates);
        }
    }

    private static MixerFile constant(MixerInputs channels, float... w) {
        MixerShape shape = MixerShape.of(new TimeInvariant(), T, channels);
        Weights weights = new Weights.Builder()
                .add("weight", new long[] {shape.inputs(), shape.outputs()}, w)
                .build();
        return new MixerFile(channels, shape, Map.of(), weights);
    }

    private static Weights drawn(MixerShape shape) {
        return MixerPrograms.mixing(shape, Parameters.NAMED).initialWeights(new SplittableRandom(3));
    }

    private static float[][] noise(int seed, int channels, int samples) {
        Random random = new Random(seed);
        float[][] noise = new float[channels][samples];
        for (float[] channel : noise) {
            for (int t = 0; t < samples; t++) {
                channel[t] = (float) random.nextGaussian();
            }
        }
        return noise;
    }
}
