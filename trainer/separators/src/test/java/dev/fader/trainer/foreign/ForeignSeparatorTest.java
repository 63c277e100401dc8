package dev.fader.trainer.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fader.trainer.engine.Device;
import dev.fader.trainer.foreign.SeparatorDescription.Format;
import dev.fader.trainer.foreign.SeparatorDescription.Length;
import dev.fader.trainer.foreign.SeparatorDescription.Transform;
import dev.fader.trainer.graph.Graph;
import dev.fader.trainer.graph.Ops;
import dev.fader.trainer.graph.TorchScriptArchive;
import dev.fader.trainer.graph.Value;
import dev.fader.trainer.graph.Weights;
import dev.fader.trainer.separation.ChunkPlan;
import dev.fader.trainer.separation.Separator.Part;
import dev.fader.trainer.separation.Separator.Row;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models whose answers are known: each source is a share of the mixture. */
class ForeignSeparatorTest {

    private static final int RATE = 8000;
    private static final List<Row> BOTH =
            List.of(new Row(new float[] {1, 0}, new float[2]), new Row(new float[] {0, 1}, new float[2]));

    @TempDir
    Path folder;

    private static SeparatorDescription described(
            Format format, int channels, @Nullable Length length, @Nullable Transform transform, String... sources) {
        return new SeparatorDescription(
                format, RATE, channels, List.of(sources), null, length, 0, null, false, transform, null, 0, null, null);
    }

    private static SeparatorDescription withRest(SeparatorDescription of, String rest, double gain, int delay) {
        return new SeparatorDescription(
                of.format(),
                of.sampleRateHz(),
                of.channels(),
                of.sources(),
                rest,
                of.length(),
                of.contextSamples(),
                of.overlap(),
                true,
                of.transform(),
                gain,
                delay,
                of.licence(),
                of.origin());
    }

    private static ForeignSeparator load(SeparatorDescription description, byte[] model) {
        return ForeignSeparator.load(new SeparatorPackage(description, model), Device.cpu());
    }

    private static float[][] noise(int channels, int samples) {
        Random random = new Random(channels);
        float[][] noise = new float[channels][samples];
        for (float[] channel : noise) {
            for (int i = 0; i < samples; i++) {
                channel[i] = (float) (0.2 * random.nextGaussian()) + 0.05f;
            }
        }
        return noise;
    }

    private static void assertShares(float[] made, float[][] mixture, float... shares) {
        int samples = mixture[0].length;
        for (int c = 0; c < mixture.length; c++) {
            for (int r = 0; r < shares.length; r++) {
                for (int i = 0; i < samples; i++) {
                    assertThat(made[(c * shares.length + r) * samples + i])
                            .isCloseTo(shares[r] * mixture[c][i], within(1e-5f));
                }
            }
        }
    }

    /** (1, 2, L) → (1, 2, 2, L): 0.25 and 0.75 of the mixture. */
    private static byte[] torchScript() throws IOException {
        Graph graph = new Graph(Graph.Parameters.NAMED);
        Value mixture = graph.input("mixture", Value.ANY, 2, Value.ANY);
        Value wide = Ops.unsqueeze(mixture, 1);
        graph.output("sources", Ops.concat(1, wide.times(0.25), wide.times(0.75)));
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        TorchScriptArchive.write(graph.program(), new Weights.Builder().build(), archive);
        return archive.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aStereoModelTakesAnyNumberOfChannels(int channels) throws IOException {
        float[][] mixture = noise(channels, 1000);
        SeparatorDescription onnx = described(Format.ONNX, 2, null, null, "vocals", "other");
        SeparatorDescription torch = described(Format.TORCHSCRIPT, 2, null, null, "vocals", "other");

        try (ForeignSeparator separator = load(onnx, TinyOnnx.shares(2, -1, 0.25f, 0.75f))) {
            assertShares(separator.combine(new Part(0, mixture), BOTH), mixture, 0.25f, 0.75f);
        }
        try (ForeignSeparator separator = load(torch, torchScript())) {
            assertShares(separator.combine(new Part(0, mixture), BOTH), mixture, 0.25f, 0.75f);
        }
    }

    @Test
    void theRestOfAModelOfOneSourceIsWhatItLeaves() {
        float[][] mixture = noise(2, 500);
        SeparatorDescription one = withRest(described(Format.ONNX, 2, null, null, "vocals"), "accompaniment", 2, 0);

        try (ForeignSeparator separator = load(one, TinyOnnx.shares(2, -1, 0.2f))) {
            assertThat(separator.sources()).containsExactly("vocals", "accompaniment");
            float[] made = separator.combine(new Part(0, mixture), BOTH);

            // of the mean nothing was taken: it is put back as it was
            for (int i = 0; i < 500; i++) {
                assertThat(made[i] + made[500 + i]).isCloseTo(mixture[0][i], within(1e-5f));
                assertThat(made[i] - 0.4f * mixture[0][i]).isCloseTo(made[0] - 0.4f * mixture[0][0], within(1e-5f));
            }
        }
    }

    @Test
    void aModelOfFixedLengthIsGivenItAlsoAtTheEndOfASong() {
        Length length = new Length(Length.Rule.FIXED, 1024);
        SeparatorDescription fixed = described(Format.ONNX, 2, length, null, "vocals", "other");

        try (ForeignSeparator separator = load(fixed, TinyOnnx.shares(2, 1024, 0.25f, 0.75f))) {
            ChunkPlan plan = separator.chunkPlan();
            float[][] end = noise(2, 300);

            assertThat(plan).isEqualTo(new ChunkPlan(768, 256, 0, true));
            assertThat(plan.length()).isEqualTo(1024);
            assertShares(separator.combine(new Part(0, end), BOTH), end, 0.25f, 0.75f);
        }
    }

    @Test
    void theOutputOfALateModelIsMovedBack() {
        SeparatorDescription late = withRest(described(Format.ONNX, 1, null, null, "vocals"), "other", 1, 30);
        float[][] mixture = noise(1, 1000);

        try (ForeignSeparator separator = load(late, TinyOnnx.late(1, 30))) {
            float[] made = separator.combine(new Part(0, mixture), BOTH);

            assertThat(separator.chunkPlan().context()).isEqualTo(30);
            for (int i = 0; i < 970; i++) {
                assertThat(made[i]).isCloseTo(mixture[0][i], within(1e-5f));
            }
        }
    }

    @Test
    void aModelOfSpectrogramsIsGivenThemAndItsOutputIsASignal() {
        Transform transform = new Transform(64, 16, 33, false, false);
        Length length = new Length(Length.Rule.FIXED, 16 * 63);
        SeparatorDescription spectral = described(Format.ONNX, 2, length, transform, "vocals");
        byte[] half = new TinyOnnx(1, 4, 33, 64)
                .floats("half", List.of(1L), 0.5f)
                .node("Mul", "y", "x", "half")
                .model();
        float[][] mixture = noise(2, 16 * 63);

        try (ForeignSeparator separator = load(spectral, half)) {
            List<Row> one = List.of(new Row(new float[] {1}, new float[1]));

            assertShares(separator.combine(new Part(0, mixture), one), mixture, 0.5f);
            assertThat(separator.chunkPlan().context()).isEqualTo(32);
        }
    }

    @Test
    void aHybridModelIsGivenBothAndItsSourcesAreTheSumOfBoth() {
        int samples = 1000;
        Transform transform = new Transform(64, 16, 32, true, true);
        SeparatorDescription hybrid =
                described(Format.ONNX, 2, new Length(Length.Rule.FIXED, samples), transform, "vocals");
        // ⌈1000/16⌉ frames, as Demucs has them
        byte[] model = TinyOnnx.halves(2, samples, 32, 63);
        float[][] mixture = tones(samples);

        try (ForeignSeparator separator = load(hybrid, model)) {
            List<Row> one = List.of(new Row(new float[] {1}, new float[1]));

            float[] made = separator.combine(new Part(0, mixture), one);

            // at the ends the two frames are missing that Demucs leaves out, too
            for (int i = 64; i < samples - 64; i++) {
                // a half of the waveform and a half of the spectrogram, which lacks the highest bin
                assertThat(made[i]).isCloseTo(mixture[0][i], within(2e-3f));
            }
        }
    }

    private static float[][] tones(int samples) {
        float[][] tones = new float[2][samples];
        for (int i = 0; i < samples; i++) {
            tones[0][i] = (float) (0.3 * Math.sin(2 * Math.PI * 500 * i / RATE));
            tones[1][i] = (float) (0.2 * Math.sin(2 * Math.PI * 700 * i / RATE));
        }
        return tones;
    }

    @Test
    void silenceIsNotGivenToTheModel() {
        byte[] offset = new TinyOnnx(1, 1, -1)
                .floats("offset", List.of(1L), 0.1f)
                .node("Add", "y", "x", "offset")
                .model();
        try (ForeignSeparator separator = load(described(Format.ONNX, 1, null, null, "vocals"), offset)) {
            List<Row> one = List.of(new Row(new float[] {1}, new float[1]));
            assertThat(separator.combine(new Part(0, new float[1][100]), one)).containsOnly(0);
        }
    }

    @Test
    void sourcesAndChannelsMayBeOneAxis() {
        float[][] mixture = noise(2, 300);
        byte[] joined = new TinyOnnx(1, 2, -1)
                .floats("quarter", List.of(1L), 0.25f)
                .floats("rest", List.of(1L), 0.75f)
                .node("Mul", "first", "x", "quarter")
                .node("Mul", "second", "x", "rest")
                .concat(1, "y", "first", "second")
                .model();

        try (ForeignSeparator separator = load(described(Format.ONNX, 2, null, null, "vocals", "other"), joined)) {
            assertShares(separator.combine(new Part(0, mixture), BOTH), mixture, 0.25f, 0.75f);
        }
    }

    @Test
    void aSeparatorThatIsAsItIsDescribedPassesItsTrial() throws IOException {
        SeparatorDescription described = described(Format.TORCHSCRIPT, 2, null, null, "vocals", "other");

        try (ForeignSeparator separator = load(described, torchScript())) {
            SeparatorTrial trial = SeparatorTrial.of(separator);

            assertThat(trial.timesRealtime()).isPositive();
            assertThat(trial.residualDb()).isLessThan(-60);
        }
    }

    @Test
    void whatIsNotAsItIsDescribedIsNamedWithBothSides() throws IOException {
        byte[] stereo = TinyOnnx.shares(2, -1, 0.25f, 0.75f);

        refused(
                described(Format.ONNX, 2, null, null, "vocals"),
                stereo,
                "gives [1, 2, 2, 80000]",
                "says [1, 1, 2, 80000]");
        refused(described(Format.ONNX, 1, null, null, "vocals", "other"), stereo, "does not take its input");
        refused(
                described(Format.ONNX, 2, new Length(Length.Rule.FIXED, 2048), null, "vocals", "other"),
                TinyOnnx.shares(2, 1024, 0.25f, 0.75f),
                "does not take its input",
                "1024");
        refused(
                described(Format.ONNX, 2, null, null, "vocals"),
                TinyOnnx.late(2, 37),
                "37 samples later than its description says: add them to delaySamples");
        // channels before sources: as many values, and each would be another's
        refused(
                described(Format.ONNX, 2, null, null, "a", "b", "c"),
                TinyOnnx.channelsFirst(2, 0.2f, 0.3f, 0.5f),
                "gives [1, 2, 3, 80000]",
                "says [1, 3, 2, 80000]");
        refused(described(Format.TORCHSCRIPT, 2, null, null, "a", "b", "c"), torchScript(), "[1, 2, 2,", "[1, 3, 2,");
    }

    @Test
    void aModelThatWantsMoreMemoryThanThereIsSaysSoAndNotThatItsInputIsWrong() throws IOException {
        SeparatorDescription described = described(Format.TORCHSCRIPT, 2, null, null, "vocals");
        byte[] greedy = TinyTorch.of("return torch.repeat(mixture, [1000000, 1, 1000])");

        try (ForeignSeparator separator = load(described, greedy)) {
            assertThatThrownBy(() -> SeparatorTrial.of(separator))
                    .isInstanceOf(OutOfMemoryError.class)
                    .hasMessageContaining("the model wants more memory than there is");
        }
    }

    private static void refused(SeparatorDescription description, byte[] model, String... words) {
        try (ForeignSeparator separator = load(description, model)) {
            assertThatThrownBy(() -> SeparatorTrial.of(separator))
                    .isInstanceOf(IllegalArgumentException.class)
                    .message()
                    .contains(words);
        }
    }

    @Test
    void aFileThatIsNoModelAndOneThatWouldReadOthersAreRefused() throws IOException {
        byte[] words = "these are words".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        Path secret = Files.write(folder.resolve("secret.bin"), new byte[4]);
        byte[] curious = new TinyOnnx(1, 1, -1)
                .external("half", 1, secret.toString())
                .node("Mul", "y", "x", "half")
                .model();

        assertThatThrownBy(() -> load(described(Format.ONNX, 1, null, null, "vocals"), words))
                .hasMessageStartingWith("it cannot be loaded as ONNX: ");
        assertThatThrownBy(() -> load(described(Format.TORCHSCRIPT, 1, null, null, "vocals"), words))
                .hasMessageStartingWith("it cannot be loaded as TorchScript: ");
        assertThatThrownBy(() -> load(described(Format.ONNX, 1, null, null, "vocals"), curious))
                .hasMessageStartingWith("it cannot be loaded as ONNX: ");
    }

    @Test
    void aPackageIsOneFileWhoseBytesAreThoseOfWhatIsInIt() throws IOException {
        SeparatorDescription description = described(Format.TORCHSCRIPT, 2, null, null, "vocals", "other");
        Path file = folder.resolve("a.separator");
        new SeparatorPackage(description, torchScript()).write(file);
        byte[] first = Files.readAllBytes(file);

        SeparatorPackage read = SeparatorPackage.read(file);
        read.write(file);

        assertThat(read.description()).isEqualTo(description);
        assertThat(Files.readAllBytes(file)).isEqualTo(first);
    }

    @Test
    void whatIsNoPackageSaysWhatIsWrong() throws IOException {
        Path words = Files.writeString(folder.resolve("words.separator"), "words");
        Path json = Files.writeString(
                folder.resolve("separator.json"),
                "{\"format\": \"onnx\",\n \"sampleRateHz\": 44100, \"channels\": 3, \"sources\": [\"vocals\"]}");
        Path unknown = Files.writeString(
                folder.resolve("b.json"),
                "{\"format\": \"onnx\", \"sampleRateHz\": 8000, \"channels\": 1, \"sources\": [\"a\"], \"speed\": 3}");
        Path incomplete = Files.writeString(folder.resolve("c.json"), "{\"format\": \"onnx\"}");

        assertThatThrownBy(() -> SeparatorPackage.read(words))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("words.separator is no package of a separator");
        assertThatThrownBy(() -> SeparatorPackage.describe(json))
                .hasMessageContaining("separator.json")
                .hasMessageContaining("line 2: channels must be from 1 to 2, not 3");
        assertThatThrownBy(() -> SeparatorPackage.describe(unknown)).hasMessageContaining("speed");
        assertThatThrownBy(() -> SeparatorPackage.describe(incomplete)).hasMessageContaining("sampleRateHz");
    }
}
