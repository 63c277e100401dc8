package dev.fader.trainer.separators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fader.schemas.notation.Sha256;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.foreign.SeparatorDescription;
import dev.fader.trainer.foreign.SeparatorDescription.Format;
import dev.fader.trainer.foreign.SeparatorPackage;
import dev.fader.trainer.foreign.TinyOnnx;
import dev.fader.trainer.graph.Weights;
import dev.fader.trainer.mixer.MixedSeparator;
import dev.fader.trainer.mixer.MixerFile;
import dev.fader.trainer.mixer.MixerInputs;
import dev.fader.trainer.mixer.MixerShape;
import dev.fader.trainer.mixer.TimeInvariant;
import dev.fader.trainer.separation.Separator;
import dev.fader.trainer.separation.Separator.Part;
import dev.fader.trainer.separation.Separator.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A mixer of two separators whose estimates are shares of the mixture. */
class EnsembleSeparatorTest {

    private static final int RATE = 8000;

    @TempDir
    Path folder;

    private MixedSeparator separator(String name, int rate, float... shares) throws IOException {
        SeparatorDescription description = new SeparatorDescription(
                Format.ONNX,
                rate,
                2,
                List.of("vocals", "other"),
                null,
                null,
                0,
                null,
                false,
                null,
                null,
                0,
                null,
                null);
        Path file = folder.resolve(name + SeparatorPackage.EXTENSION);
        new SeparatorPackage(description, TinyOnnx.shares(2, -1, shares)).write(file);
        return new MixedSeparator(name, Sha256.of(file), List.of("other", "vocals"));
    }

    /** Vocals are 0.5·A's + 0.5·B's, other is the mixture less 0.25·A's other. */
    private Path mixer(MixedSeparator a, MixedSeparator b) throws IOException {
        MixerInputs channels = new MixerInputs(true, List.of(a, b), List.of("vocals", "other"), RATE);
        MixerShape shape = MixerShape.of(new TimeInvariant(), 64, channels);
        float[] w = new float[10 * 4];
        for (int side = 0; side < 2; side++) {
            w[(4 + side) * 4 + side] = 0.5f;
            w[(8 + side) * 4 + side] = 0.5f;
            w[side * 4 + 2 + side] = 1;
            w[(2 + side) * 4 + 2 + side] = -0.25f;
        }
        Path file = folder.resolve("mixer.safetensors");
        new MixerFile(
                        channels,
                        shape,
                        Map.of(),
                        new Weights.Builder()
                                .add("weight", new long[] {10, 4}, w)
                                .build())
                .write(file);
        return file;
    }

    private static float[][] tones(int channels) {
        float[][] tones = new float[channels][RATE];
        for (int c = 0; c < channels; c++) {
            for (int i = 0; i < RATE; i++) {
                tones[c][i] = (float) (0.3 * Math.sin(2 * Math.PI * (300 + 100 * c) * i / RATE));
            }
        }
        return tones;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void sourcesAreWhatTheMixerMakesOfTheOthersEstimates(int channels) throws IOException {
        Path file = mixer(separator("a", RATE, 0.2f, 0.8f), separator("b", 2 * RATE, 0.6f, 0.4f));
        float[][] mixture = tones(channels);
        List<Row> rows = List.of(
                new Row(new float[] {1, 0}, new float[] {1, 1}), new Row(new float[] {0, 1}, new float[] {1, 1}));

        try (Separator ensemble = SeparatorFile.read(file).load(Device.cpu(), SeparatorFolder.of(file))) {
            assertThat(ensemble.sources()).containsExactly("vocals", "other");
            assertThat(ensemble.isWorthKeeping()).isTrue();
            float[] made = ensemble.combine(new Part(0, mixture), rows);

            for (int c = 0; c < channels; c++) {
                // at the ends the other rate's filters have their onset
                for (int i = 500; i < RATE - 500; i++) {
                    assertThat(made[2 * c * RATE + i]).isCloseTo(0.4f * mixture[c][i], within(2e-3f));
                    assertThat(made[(2 * c + 1) * RATE + i]).isCloseTo(0.8f * mixture[c][i], within(2e-3f));
                }
            }
        }
    }

    @Test
    void silenceStaysSilence() throws IOException {
        Path file = mixer(separator("a", RATE, 0.2f, 0.8f), separator("b", RATE, 0.6f, 0.4f));
        try (Separator ensemble = SeparatorFile.read(file).load(Device.cpu(), SeparatorFolder.of(file))) {
            List<Row> rows = List.of(new Row(new float[] {1, 1}, new float[] {1, 1}));
            assertThat(ensemble.combine(new Part(0, new float[2][500]), rows)).containsOnly(0);
        }
    }

    @Test
    void aSeparatorThatIsNotThereOrHasOtherSourcesIsNamed() throws IOException {
        MixedSeparator a = separator("a", RATE, 0.2f, 0.8f);
        Path missing = mixer(a, new MixedSeparator("b", "b".repeat(64), List.of("other", "vocals")));
        assertThatThrownBy(() -> SeparatorFile.read(missing).load(Device.cpu(), SeparatorFolder.of(missing)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("b".repeat(64))
                .hasMessageContaining("put the separators of a mixer beside it");

        Path other = mixer(a, new MixedSeparator("a2", a.sha256(), List.of("tuba", "vocals")));
        assertThatThrownBy(() -> SeparatorFile.read(other).load(Device.cpu(), SeparatorFolder.of(other)))
                .hasMessageContaining("the mixer was trained for a2 [tuba, vocals]")
                .hasMessageContaining("which has [vocals, other]");
    }
}
