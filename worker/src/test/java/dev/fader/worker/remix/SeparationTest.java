package dev.fader.worker.remix;

import static dev.fader.worker.remix.Specs.probing;
import static dev.fader.worker.remix.Specs.reason;
import static dev.fader.worker.remix.Specs.remix;
import static dev.fader.worker.remix.Specs.separating;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.queue.task.Completion;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.kind.TaskKinds;
import dev.fader.schemas.remix.ObjectRef;
import dev.fader.schemas.remix.OutputFormat;
import dev.fader.schemas.remix.RemixOutput;
import dev.fader.schemas.remix.RemixResult;
import dev.fader.schemas.remix.Stem;
import dev.fader.schemas.remix.Variant;
import dev.fader.trainer.audio.AudioEncoding;
import dev.fader.trainer.audio.AudioLimits;
import dev.fader.worker.lease.WatchedAttempt;
import dev.fader.worker.outcome.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are taken apart. */
class SeparationTest {

    private static final int SECONDS = 12;
    /** Stems of 24 bits, rounded each. */
    private static final double ROUNDING = 4 * 0x1p-23;

    @TempDir
    static Path folder;

    private static Workbench bench;
    private static RemixRunner runner;
    private static List<String> sources;

    @BeforeAll
    static void openABench() throws Exception {
        bench = Workbench.open(folder, "separation");
        runner = bench.separations();
        sources = bench.models().get("default", null).network().sources();
    }

    private static ObjectRef song(int rate) throws Exception {
        return bench.store("song" + rate + ".wav", AudioEncoding.WAV_24, rate, Workbench.chord(SECONDS * rate));
    }

    private static Variant[] stems(boolean sum) {
        return sources.stream()
                .map(source -> Variant.of("song-" + source, new Stem(source, sum), OutputFormat.SAME))
                .toArray(Variant[]::new);
    }

    @ParameterizedTest
    @ValueSource(ints = {44_100, 48_000})
    void stemsThatAreToSumToTheFileDo(int rate) throws Exception {
        ObjectRef song = song(rate);

        RemixResult result = run(song, stems(true));

        assertThat(result.outputs())
                .extracting(RemixOutput::name)
                .hasSameSizeAs(sources)
                .contains("song-vocals");
        assertSumIs(song, result);
    }

    @Test
    void estimatesAndTheResidualAreTheFile() throws Exception {
        ObjectRef song = song(44_100);
        List<Variant> all = new ArrayList<>(List.of(stems(false)));
        all.add(Variant.of("song-residual", new Stem(Stem.RESIDUAL, false), OutputFormat.SAME));

        RemixResult result = run(song, all.toArray(Variant[]::new));

        assertSumIs(song, result);
        assertThat(result.outputs().getLast().quality().loudnessOut().truePeakDb())
                .as("an untrained network explains little")
                .isNotNull();
    }

    @Test
    void aStemSaysWhichItIs() throws Exception {
        RemixResult result = run(song(44_100), stems(true)[0]);

        Path file = bench.download(result.outputs().getFirst().object().key());
        try (var reader = dev.fader.trainer.audio.AudioReader.open(file, AudioLimits.DEFAULT)) {
            assertThat(reader.format().carried().values("processing"))
                    .singleElement()
                    .asString()
                    .startsWith("Fader: model default (")
                    .endsWith("; stem vocals of stems that sum to the mixture");
        }
    }

    @Test
    void aStemThatTheModelDoesNotHaveIsRefusedInTheDryRunAndInTheRun() throws Exception {
        Variant tuba = Variant.of("song-tuba", new Stem("tuba", false), OutputFormat.SAME);
        ObjectRef song = song(44_100);

        Outcome dry = new ProbeRunner(bench.storage(), bench.models(), AudioLimits.DEFAULT)
                .run(remix(song, tuba), probing(), WatchedAttempt.undisturbed());
        Outcome run = runner.run(remix(song, tuba), separating(), WatchedAttempt.undisturbed());

        assertThat(reason(run)).isEqualTo("unknown_source");
        assertThat(dry).isEqualTo(run);
    }

    private static RemixResult run(ObjectRef song, Variant... variants) throws Exception {
        Outcome outcome = runner.run(remix(song, variants), separating(), WatchedAttempt.undisturbed());
        assertThat(outcome).isInstanceOf(Outcome.Produced.class);
        Completion completion = ((Outcome.Produced) outcome).completion();
        RemixResult result = FaderJson.read(completion.result(), RemixResult.class);
        assertThat(TaskKinds.SEPARATE.outputs(result)).hasSize(variants.length);
        return result;
    }

    private static void assertSumIs(ObjectRef song, RemixResult result) throws Exception {
        double[][] input = Workbench.samples(bench.download(song.key()));
        double[][] sum = new double[input.length][input[0].length];
        for (RemixOutput output : result.outputs()) {
            double[][] stem = Workbench.samples(bench.download(output.object().key()));
            assertThat(stem).hasDimensions(input.length, input[0].length);
            for (int c = 0; c < sum.length; c++) {
                for (int i = 0; i < sum[c].length; i++) {
                    sum[c][i] += stem[c][i];
                }
            }
        }
        for (int c = 0; c < sum.length; c++) {
            assertThat(Workbench.largestDifference(sum[c], input[c])).isLessThan(ROUNDING);
        }
    }
}
