package dev.fader.worker.remix;

import static dev.fader.worker.remix.Specs.probing;
import static dev.fader.worker.remix.Specs.remix;
import static dev.fader.worker.remix.Specs.remixing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.schemas.FaderJson;
import dev.fader.schemas.remix.FileType;
import dev.fader.schemas.remix.Gain;
import dev.fader.schemas.remix.LoudnessPolicy;
import dev.fader.schemas.remix.ObjectRef;
import dev.fader.schemas.remix.OutputFormat;
import dev.fader.schemas.remix.ProbeResult;
import dev.fader.schemas.remix.RemixOutput;
import dev.fader.schemas.remix.RemixResult;
import dev.fader.schemas.remix.Variant;
import dev.fader.trainer.audio.AudioEncoding;
import dev.fader.trainer.audio.AudioLimits;
import dev.fader.worker.lease.WatchedAttempt;
import dev.fader.worker.outcome.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** On every odd file that the reader's tests have, in every format: what the run would say, the dry run says. */
class DryRunOnOddFilesTest {

    private static final Path ODD = Path.of("../trainer/audio/src/test/resources/dev/fader/trainer/audio");

    private static final List<OutputFormat> FORMATS = Stream.concat(
                    Stream.of(FileType.values()).map(OutputFormat::of),
                    Stream.of("mp3@192/48000", "aac@256/44100", "flac/48000", "same/22050")
                            .map(OutputFormat::parse))
            .toList();

    /** What an estimate may be wrong by, in seconds: only decoding tells some lengths. */
    private static final Offset<Double> ESTIMATE = Offset.offset(0.2);

    @TempDir
    static Path folder;

    private static Workbench bench;
    private static RemixRunner runs;
    private static ProbeRunner dryRuns;

    @BeforeAll
    static void openBench() throws Exception {
        bench = Workbench.open(folder, "odd-files");
        runs = bench.runner();
        dryRuns = new ProbeRunner(bench.storage(), bench.models(), AudioLimits.DEFAULT);
    }

    static List<Path> files() throws Exception {
        try (Stream<Path> files = Files.walk(ODD)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("README.md"))
                    .sorted()
                    .toList();
        }
    }

    /** What an encoder would find out only at its end. */
    @Test
    void aSoundThatIsTooShortForMp3IsRefusedByBothInTheSameWords() throws Exception {
        ObjectRef input = bench.store("click.wav", AudioEncoding.WAV_16, 44_100, Workbench.chord(47));
        Variant mp3 = new Variant("click", Map.of("vocals", new Gain(0)), OutputFormat.MP3, LoudnessPolicy.NONE);

        Outcome dry = dryRuns.run(remix(input, mp3), probing(), WatchedAttempt.undisturbed());

        assertThat(dry)
                .isEqualTo(new Outcome.BadInput(
                        "not_encodable", "MP3 cannot hold a sound of only 47 frames: choose WAV or FLAC"));
        assertThat(runs.run(remix(input, mp3), remixing(), WatchedAttempt.undisturbed()))
                .isEqualTo(dry);
    }

    @ParameterizedTest
    @MethodSource("files")
    void theDryRunSaysWhatTheRunSays(Path file) throws Exception {
        ObjectRef input = bench.store(String.valueOf(file.getFileName()), file);
        List<Variant> possible = new ArrayList<>();
        List<ProbeResult> found = new ArrayList<>();
        for (OutputFormat format : FORMATS) {
            Variant variant = new Variant(
                    format.toString().replace('/', '_'), Map.of("vocals", new Gain(0)), format, LoudnessPolicy.NONE);
            Outcome dry = dryRuns.run(remix(input, variant), probing(), WatchedAttempt.undisturbed());
            if (dry instanceof Outcome.Produced produced) {
                possible.add(variant);
                found.add(FaderJson.read(produced.completion().result(), ProbeResult.class));
            } else {
                assertThat(runs.run(remix(input, variant), remixing(), WatchedAttempt.undisturbed()))
                        .isEqualTo(dry);
            }
        }

        assertThat(possible).as("whatever can be opened can be kept as it is").isNotEmpty();
        RemixResult made = Specs.result(
                runs.run(remix(input, possible.toArray(Variant[]::new)), remixing(), WatchedAttempt.undisturbed()));

        assertThat(made.outputs()).hasSameSizeAs(possible);
        for (int i = 0; i < possible.size(); i++) {
            RemixOutput output = made.outputs().get(i);
            assertThat(found.get(i).remarks()).as(output.name()).isEqualTo(output.remarks());
        }
        double seconds = made.outputs().getFirst().audio().seconds();
        assertThat(found)
                .allSatisfy(probe -> assertThat(probe.audio().seconds()).isCloseTo(seconds, ESTIMATE));
    }
}
