package dev.fader.worker.remix;

import static dev.fader.worker.remix.Specs.preview;
import static dev.fader.worker.remix.Specs.remix;
import static dev.fader.worker.remix.Specs.remixing;
import static dev.fader.worker.remix.Specs.result;
import static dev.fader.worker.remix.Specs.variant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fader.schemas.remix.Gain;
import dev.fader.schemas.remix.LoudnessPolicy;
import dev.fader.schemas.remix.ObjectRef;
import dev.fader.schemas.remix.OutputFormat;
import dev.fader.schemas.remix.PreviewPassage;
import dev.fader.schemas.remix.QualityRecord;
import dev.fader.schemas.remix.RemixOutput;
import dev.fader.schemas.remix.RemixResult;
import dev.fader.schemas.remix.RemixSpec;
import dev.fader.schemas.remix.Variant;
import dev.fader.trainer.audio.AudioEncoding;
import dev.fader.worker.lease.WatchedAttempt;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several outputs of one input, and passages of it. */
class VariantsTest {

    private static final int FRAMES = 12 * 44_100;
    private static final int PREVIEW_RATE_HZ = 8_000;

    @TempDir
    static Path folder;

    private static Workbench bench;
    private static RemixRunner runner;
    private static ObjectRef song;

    @BeforeAll
    static void storeASong() throws Exception {
        bench = Workbench.open(folder, "variants");
        runner = bench.runner();
        // longer than a chunk, so that there is a seam
        song = bench.store("song.flac", AudioEncoding.FLAC_24, 44_100, Workbench.chord(FRAMES));
    }

    @Test
    void severalVariantsCostOneSeparationAndEachIsWhatItWouldBeAlone() throws Exception {
        WatchedAttempt watched = WatchedAttempt.undisturbed();
        Variant quiet = variant("quiet", "vocals", -6);
        Variant same = variant("same", "vocals", 0);
        Variant matched = new Variant("matched", Map.of("vocals", Gain.MUTE), OutputFormat.WAV, LoudnessPolicy.match());

        RemixResult together = result(runner.run(remix(song, quiet, same, matched), remixing(), watched));

        assertThat(together.outputs()).extracting(RemixOutput::name).containsExactly("quiet", "same", "matched");
        assertThat(together.outputs())
                .extracting(output -> output.object().key().replaceFirst(".*/", ""))
                .containsExactly("quiet.flac", "same.flac", "matched.wav");
        // the input went by once
        assertThat(watched.progress()).isSorted().doesNotHaveDuplicates().endsWith(12.0);
        assertThat(samples(together, 1)).isDeepEqualTo(Workbench.samples(bench.download(song.key())));
        RemixResult alone = run(remix(song, quiet));
        // the network may add in another order beside others
        assertSimilar(samples(together, 0), samples(alone, 0), 1e-5);
    }

    @Test
    void eachOutputHasItsOwnQualityRecord() throws Exception {
        RemixResult result = run(remix(
                song,
                variant("same", "vocals", 0),
                new Variant("loud", Map.of("vocals", new Gain(-3)), OutputFormat.SAME, LoudnessPolicy.target(-3, -1)),
                new Variant("match", Map.of("other", new Gain(-3)), OutputFormat.SAME, LoudnessPolicy.match())));

        QualityRecord same = result.outputs().get(0).quality();
        QualityRecord loud = result.outputs().get(1).quality();
        QualityRecord match = result.outputs().get(2).quality();
        assertThat(same.loudnessOut().integratedLufs())
                .isEqualTo(same.loudnessIn().integratedLufs());
        assertThat(same.gainDb()).isZero();
        assertThat(same.correlationOut()).isEqualTo(same.correlationIn());
        assertThat(List.of(loud.loudnessIn(), match.loudnessIn())).containsOnly(same.loudnessIn());
        assertThat(List.of(loud.nullResidualDb(), match.nullResidualDb())).containsOnly(same.nullResidualDb());
        // two tones reach the ceiling before −3 LUFS: the miss is told
        assertThat(loud.loudnessOut().truePeakDb()).isCloseTo(-1, within(0.1));
        assertThat(loud.loudnessOut().integratedLufs() + loud.loudnessMissLu()).isCloseTo(-3, within(0.1));
        assertThat(loud.loudnessMissLu()).isPositive();
        assertThat(match.loudnessOut().integratedLufs())
                .isCloseTo(match.loudnessIn().integratedLufs(), within(0.1));
        assertThat(match.gainDb()).isNotZero();
        assertThat(match.worstSeamDb()).isNotNull();
    }

    @Test
    void silenceHasNoLoudnessGetsNoGainAndIsForAPersonToHear() throws Exception {
        ObjectRef silence = bench.store("silence.wav", AudioEncoding.WAV_16, 44_100, new double[1][44_100]);

        RemixResult result = run(remix(
                silence,
                new Variant("out", Map.of("vocals", new Gain(-3)), OutputFormat.SAME, LoudnessPolicy.target(-14, -1))));

        QualityRecord quality = result.outputs().getFirst().quality();
        assertThat(quality.loudnessIn().integratedLufs()).isNull();
        assertThat(quality.correlationIn()).isNull();
        assertThat(quality.gainDb()).isZero();
        assertThat(quality.loudnessMissLu()).isNull();
        assertThat(quality.review()).containsExactly("loudness_not_measurable");
        // dither, and nothing else
        assertSimilar(samples(result, 0), new double[1][44_100], 2.0 / 32_768);
    }

    @Test
    void aPreviewIsTheBusiestPassageBeforeAndAfterWithPeaksToDraw() throws Exception {
        double[][] planar = quietThenBusy();
        ObjectRef input = bench.store("preview.wav", AudioEncoding.WAV_16, PREVIEW_RATE_HZ, planar);

        RemixResult result = run(preview(input, 30, variant("before", "vocals", -6), variant("after", "other", 3)));

        PreviewPassage passage = result.preview();
        assertThat(passage).isNotNull();
        assertThat(passage.startSeconds()).isCloseTo(6, within(0.5));
        assertThat(passage.seconds()).isEqualTo(30);
        assertThat(result.outputs()).extracting(RemixOutput::name).containsExactly("before", "after");
        assertThat(result.outputs())
                .extracting(output -> output.audio().frames())
                .containsOnly(30L * PREVIEW_RATE_HZ);
        int start = (int) Math.round(passage.startSeconds() * PREVIEW_RATE_HZ);
        double[] original = Workbench.samples(bench.download(input.key()))[0];
        double[] before = Workbench.samples(bench.download(passage.before()))[0];
        assertThat(before).isEqualTo(Arrays.copyOfRange(original, start, start + 30 * PREVIEW_RATE_HZ));
        assertThat(passage.peaksBefore()).isEqualTo(peaks(before, 600));
        assertThat(passage.peaksAfter())
                .hasSize(2)
                .allSatisfy(peaks -> assertThat(peaks).hasSize(600).isNotEqualTo(passage.peaksBefore()));
    }

    @Test
    void aPreviewOfAFileThatIsShorterIsTheWholeFile() throws Exception {
        RemixResult result = run(preview(song, 30, variant("out", "vocals", -6)));

        PreviewPassage passage = result.preview();
        assertThat(passage).isNotNull();
        assertThat(passage.startSeconds()).isZero();
        assertThat(passage.seconds()).isEqualTo(12);
        assertThat(Workbench.samples(bench.download(passage.before())))
                .isDeepEqualTo(Workbench.samples(bench.download(song.key())));
    }

    private static double[][] quietThenBusy() {
        double[][] planar = new double[1][45 * PREVIEW_RATE_HZ];
        for (int i = 0; i < planar[0].length; i++) {
            double seconds = (double) i / PREVIEW_RATE_HZ;
            double level = seconds >= 6 && seconds < 36 ? 0.6 * Math.exp(-6 * (seconds % 0.5)) : 0.01;
            planar[0][i] = level * Math.sin(i * 0.4);
        }
        return planar;
    }

    private static List<Float> peaks(double[] samples, int parts) {
        int length = samples.length / parts;
        return IntStream.range(0, parts)
                .mapToObj(part -> (float) Arrays.stream(samples, part * length, (part + 1) * length)
                        .map(Math::abs)
                        .max()
                        .orElseThrow())
                .toList();
    }

    private static void assertSimilar(double[][] some, double[][] others, double most) {
        assertThat(some[0]).hasSameSizeAs(others[0]);
        for (int c = 0; c < some.length; c++) {
            double[] other = others[c];
            double[] one = some[c];
            double worst = IntStream.range(0, one.length)
                    .mapToDouble(i -> Math.abs(one[i] - other[i]))
                    .max()
                    .orElseThrow();
            assertThat(worst).isLessThanOrEqualTo(most);
        }
    }

    private static RemixResult run(RemixSpec spec) throws Exception {
        return result(runner.run(spec, remixing(), WatchedAttempt.undisturbed()));
    }

    private static double[][] samples(RemixResult result, int output) throws Exception {
        return Workbench.samples(bench.download(result.outputs().get(output).object()));
    }
}
