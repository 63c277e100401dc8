package dev.fader.worker.remix;

import static dev.fader.worker.remix.Specs.probing;
import static dev.fader.worker.remix.Specs.reason;
import static dev.fader.worker.remix.Specs.remixing;
import static dev.fader.worker.remix.Specs.result;
import static dev.fader.worker.remix.Specs.separating;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fader.schemas.FaderJson;
import dev.fader.schemas.notation.Sha256;
import dev.fader.schemas.remix.Gain;
import dev.fader.schemas.remix.LoudnessPolicy;
import dev.fader.schemas.remix.ObjectRef;
import dev.fader.schemas.remix.OutputFormat;
import dev.fader.schemas.remix.RemixOutput;
import dev.fader.schemas.remix.RemixResult;
import dev.fader.schemas.remix.RemixSpec;
import dev.fader.schemas.remix.Stem;
import dev.fader.schemas.remix.Variant;
import dev.fader.trainer.audio.AudioEncoding;
import dev.fader.trainer.audio.AudioLimits;
import dev.fader.trainer.foreign.SeparatorDescription;
import dev.fader.trainer.foreign.SeparatorDescription.Format;
import dev.fader.trainer.foreign.SeparatorDescription.Length;
import dev.fader.trainer.foreign.SeparatorPackage;
import dev.fader.trainer.foreign.TinyOnnx;
import dev.fader.trainer.foreign.TinyTorch;
import dev.fader.trainer.graph.Weights;
import dev.fader.trainer.mixer.MixedSeparator;
import dev.fader.trainer.mixer.MixerFile;
import dev.fader.trainer.mixer.MixerInputs;
import dev.fader.trainer.mixer.MixerShape;
import dev.fader.trainer.mixer.TimeInvariant;
import dev.fader.worker.lease.WatchedAttempt;
import dev.fader.worker.outcome.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A model made elsewhere in a worker's folder: a quarter of everything is vocals. */
class ForeignModelTest {

    private static final int SECONDS = 9;

    @TempDir
    static Path folder;

    private static Workbench bench;

    @BeforeAll
    static void putAModelThere() throws Exception {
        bench = Workbench.open(folder, "foreign");
        SeparatorDescription description = new SeparatorDescription(
                Format.ONNX,
                44_100,
                2,
                List.of("vocals", "other"),
                null,
                new Length(Length.Rule.FIXED, 65_536),
                1000,
                null,
                true,
                null,
                null,
                0,
                "MIT",
                "a test");
        Path quarter = folder.resolve("models/quarter" + SeparatorPackage.EXTENSION);
        new SeparatorPackage(description, TinyOnnx.shares(2, 65_536, 0.25f, 0.75f)).write(quarter);
        MixedSeparator mixed = new MixedSeparator("quarter", Sha256.of(quarter), List.of("vocals"));
        MixerInputs channels = new MixerInputs(true, List.of(mixed), List.of("vocals", "other"), 44_100);
        // vocals are twice the quarter, and other is what that leaves
        float[] weights = {
            0, 0, 1, 0,
            0, 0, 0, 1,
            2, 0, -2, 0,
            0, 2, 0, -2
        };
        new MixerFile(
                        channels,
                        MixerShape.of(new TimeInvariant(), 1 << 14, channels),
                        Map.of(),
                        new Weights.Builder()
                                .add("weight", new long[] {4, 4}, weights)
                                .build())
                .write(folder.resolve("models/ensemble.safetensors"));
    }

    private static RemixSpec spec(ObjectRef song, Variant... variants) {
        return new RemixSpec(song, List.of(variants), "quarter", null, null);
    }

    @ParameterizedTest
    @CsvSource({"44100, 3e-5", "48000, 2e-3"})
    void aSongIsRemixedAndTakenApartByIt(int rate, double error) throws Exception {
        ObjectRef song =
                bench.store("song" + rate + ".wav", AudioEncoding.WAV_24, rate, Workbench.chord(SECONDS * rate));
        Variant muted = new Variant("muted", Map.of("vocals", Gain.MUTE), OutputFormat.SAME, LoudnessPolicy.NONE);
        Variant stem = Variant.of("vocals", new Stem("vocals", true), OutputFormat.SAME);

        RemixResult remixed = result(bench.runner().run(spec(song, muted), remixing(), WatchedAttempt.undisturbed()));
        RemixResult separated =
                result(bench.separations().run(spec(song, stem), separating(), WatchedAttempt.undisturbed()));

        double[][] input = Workbench.samples(bench.download(song.key()));
        assertThat(remixed.model().name()).isEqualTo("quarter");
        assertShare(remixed.outputs().getFirst(), input, 0.75, error);
        assertShare(separated.outputs().getFirst(), input, 0.25, error);
    }

    @Test
    void anEnsembleIsAModelLikeAnyOther() throws Exception {
        ObjectRef song = bench.store("mixed.wav", AudioEncoding.WAV_24, 44_100, Workbench.chord(SECONDS * 44_100));
        Variant muted = new Variant("muted", Map.of("vocals", Gain.MUTE), OutputFormat.SAME, LoudnessPolicy.NONE);

        RemixResult remixed = result(bench.runner()
                .run(
                        new RemixSpec(song, List.of(muted), "ensemble", null, null),
                        remixing(),
                        WatchedAttempt.undisturbed()));

        double[][] input = Workbench.samples(bench.download(song.key()));
        assertShare(remixed.outputs().getFirst(), input, 0.5, 1e-4);
    }

    /** What is above the deviation is cut off: of a quiet half of a loud song nothing, where the whole song's counts. */
    @Test
    void aModelThatWantsItsSongsAtOneLevelHearsEachPartAtThatOfTheWholeSong() throws Exception {
        SeparatorDescription description = FaderJson.read("""
                {"format": "torchscript", "sampleRateHz": 44100, "channels": 2, "sources": ["vocals"], "normalised": true,
                 "length": {"rule": "free", "samples": 65536}}""", SeparatorDescription.class);
        new SeparatorPackage(description, TinyTorch.of("return torch.unsqueeze(torch.clamp(mixture, -1., 1.), 1)"))
                .write(folder.resolve("models/cut" + SeparatorPackage.EXTENSION));
        double[][] chord = Workbench.chord(SECONDS * 44_100);
        for (double[] channel : chord) {
            for (int i = 0; i < channel.length / 2; i++) {
                channel[i] *= 0.1;
            }
        }
        ObjectRef song = bench.store("swell.wav", AudioEncoding.WAV_24, 44_100, chord);
        RemixSpec stem = new RemixSpec(
                song, List.of(Variant.of("vocals", new Stem("vocals", false), OutputFormat.SAME)), "cut", null, null);

        for (RemixRunner runner : List.of(bench.separations(), bench.keeping())) {
            RemixResult made = result(runner.run(stem, separating(), WatchedAttempt.undisturbed()));

            double[][] cut =
                    Workbench.samples(bench.download(made.outputs().getFirst().object()));
            for (int c = 0; c < 2; c++) {
                double[] before = Arrays.copyOfRange(chord[c], 2000, chord[c].length / 2 - 2000);
                double[] after = Arrays.copyOfRange(cut[c], 2000, chord[c].length / 2 - 2000);
                assertThat(Workbench.largestDifference(before, after)).isLessThan(1e-3);
            }
            assertThat(Arrays.stream(cut[0]).max().orElseThrow()).isLessThan(0.3);
        }
    }

    @Test
    void aChunkThatNeverEndsEndsTheAttemptAndTheModelSaysSo() throws Exception {
        SeparatorDescription description = FaderJson.read("""
                {"format": "torchscript", "sampleRateHz": 44100, "channels": 2, "sources": ["vocals"]}""", SeparatorDescription.class);
        new SeparatorPackage(description, TinyTorch.hanging())
                .write(folder.resolve("models/hangs" + SeparatorPackage.EXTENSION));
        ObjectRef song = bench.store("stuck.wav", AudioEncoding.WAV_24, 44_100, Workbench.chord(44_100));
        Variant muted = new Variant("muted", Map.of("vocals", Gain.MUTE), OutputFormat.SAME, LoudnessPolicy.NONE);
        Workbench impatient = bench.waitingFor(Duration.ofSeconds(3));

        Outcome outcome = impatient
                .runner()
                .run(
                        new RemixSpec(song, List.of(muted), "hangs", null, null),
                        remixing(),
                        WatchedAttempt.undisturbed());

        assertThat(outcome).isInstanceOf(Outcome.Stalled.class);
        assertThat(impatient.models().stalled()).isTrue();
        // closing it must not wait for what never ends
        impatient.models().close();
    }

    private static void assertShare(RemixOutput output, double[][] input, double share, double error) throws Exception {
        double[][] made = Workbench.samples(bench.download(output.object().key()));
        assertThat(made).hasDimensions(input.length, input[0].length);
        for (int c = 0; c < made.length; c++) {
            // at the ends of a resampled sound there is an onset
            for (int i = 2000; i < made[c].length - 2000; i++) {
                assertThat(made[c][i]).isCloseTo(share * input[c][i], within(error));
            }
        }
    }

    @Test
    void aSourceThatItDoesNotHaveIsRefusedWithThoseThatItHas() throws Exception {
        ObjectRef song = bench.store("song.wav", AudioEncoding.WAV_24, 44_100, Workbench.chord(44_100));
        Variant drums = new Variant("x", Map.of("drums", new Gain(1)), OutputFormat.SAME, LoudnessPolicy.NONE);

        assertThat(reason(new ProbeRunner(bench.storage(), bench.models(), AudioLimits.DEFAULT)
                        .run(spec(song, drums), probing(), WatchedAttempt.undisturbed())))
                .isEqualTo("unknown_source");
    }
}
