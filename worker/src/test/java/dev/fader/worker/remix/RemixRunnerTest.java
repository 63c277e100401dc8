package dev.fader.worker.remix;

import static dev.fader.worker.remix.Specs.reason;
import static dev.fader.worker.remix.Specs.remix;
import static dev.fader.worker.remix.Specs.remixing;
import static dev.fader.worker.remix.Specs.result;
import static dev.fader.worker.remix.Specs.variant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fader.schemas.remix.Gain;
import dev.fader.schemas.remix.LoudnessPolicy;
import dev.fader.schemas.remix.ObjectRef;
import dev.fader.schemas.remix.OutputFormat;
import dev.fader.schemas.remix.RemixOutput;
import dev.fader.schemas.remix.RemixResult;
import dev.fader.schemas.remix.RemixSpec;
import dev.fader.schemas.remix.Variant;
import dev.fader.trainer.audio.AudioEncoding;
import dev.fader.trainer.audio.AudioLimits;
import dev.fader.trainer.remix.FileRemix;
import dev.fader.trainer.remix.Gains;
import dev.fader.trainer.remix.Mastering;
import dev.fader.trainer.remix.ProcessingNote;
import dev.fader.worker.lease.Attempt;
import dev.fader.worker.lease.AttemptStopped;
import dev.fader.worker.lease.WatchedAttempt;
import dev.fader.worker.model.Models;
import dev.fader.worker.outcome.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One variant of one input, on a real object store, with an untrained network. */
class RemixRunnerTest {

    private static final int FRAMES = 150_001;

    @TempDir
    static Path folder;

    private static Workbench bench;
    private static RemixRunner runner;
    private static double[][] song;

    @BeforeAll
    static void storeInputs() throws Exception {
        bench = Workbench.open(folder, "remix-runner");
        runner = bench.runner();
        bench.store("songs/a song.flac", AudioEncoding.FLAC_24, 44_100, Workbench.chord(FRAMES));
        Path whole = bench.download("songs/a song.flac");
        song = Workbench.samples(whole);
        byte[] bytes = Files.readAllBytes(whole);
        bench.store("songs/cut.flac", Arrays.copyOf(bytes, bytes.length / 2));
        bench.store("songs/notes.wav", "these are words\n".repeat(100).getBytes());
        bench.store("songs/big.wav", new byte[(int) Workbench.MOST_INPUT_BYTES + 1]);
    }

    @Test
    void aFileIsRemixedUnderAKeyThatHoldsItsFence() throws Exception {
        RemixResult result = result(run(spec("vocals", -6)));

        assertThat(output(result).object().key()).matches("results/task_[0-9a-f]+/f7/renamed/a song\\.flac");
        assertThat(output(result).audio().frames()).isEqualTo(FRAMES);
        assertThat(output(result).audio().bitDepth()).isEqualTo(24);
        assertThat(output(result).audio().channels()).isEqualTo(2);
        assertThat(result.device()).isEqualTo("cpu");
        assertThat(result.model().sha256()).hasSize(64);
        Path output = bench.download(output(result).object());
        assertThat(Files.size(output)).isEqualTo(output(result).object().bytes());
        assertThat(Workbench.samples(output)).isNotEqualTo(song);
    }

    @Test
    void anOutputIsCalledAsItsInputWhereWhatIsWrittenMayBe() throws Exception {
        bench.store("songs/tone.aif", AudioEncoding.AIFF_16, 44_100, Workbench.chord(20_000));
        bench.store("songs/tone.ogg", AudioEncoding.FLAC_16, 44_100, Workbench.chord(20_000));

        assertThat(keyOfTheSame("songs/tone.aif")).endsWith("/f7/tone.aif");
        assertThat(keyOfTheSame("songs/tone.ogg")).endsWith("/f7/tone.ogg.flac");
    }

    private static String keyOfTheSame(String input) throws Exception {
        Variant variant = new Variant("tone", Map.of("vocals", new Gain(1)), OutputFormat.SAME, LoudnessPolicy.NONE);
        return output(result(run(remix(new ObjectRef(null, input), variant))))
                .object()
                .key();
    }

    @Test
    void withoutAChangeOfLevelTheOutputIsTheInputSampleForSample() throws Exception {
        RemixResult result = result(run(spec("vocals", 0)));

        assertThat(Workbench.samples(bench.download(output(result).object()))).isDeepEqualTo(song);
    }

    @Test
    void theSameTaskGivesTheSameBytes() throws Exception {
        RemixResult first = result(run(spec("other", 3)));
        RemixResult second = result(run(spec("other", 3)));

        assertThat(output(second).object().sha256())
                .isEqualTo(output(first).object().sha256());
    }

    @Test
    void whatCannotBeRemixedIsRefusedWithItsReason() throws Exception {
        assertThat(refused("songs/notes.wav")).isEqualTo("not_audio");
        assertThat(refused("songs/cut.flac")).isEqualTo("decode_errors");
        assertThat(refused("songs/nowhere.wav")).isEqualTo("not_found");
        assertThat(refused("songs/../a song.flac")).isEqualTo("not_found");
        assertThat(refused("songs/big.wav")).isEqualTo("limit_bytes");
        assertThat(reason(run(spec("tuba", 1)))).isEqualTo("unknown_source");
    }

    @Test
    void aRefusalSpeaksOfTheObjectNotOfItsCopyOnDisk() throws Exception {
        Outcome outcome = run(remix(new ObjectRef(null, "songs/notes.wav"), variant("notes", "vocals", 1)));

        assertThat(((Outcome.BadInput) outcome).detail()).startsWith("songs/notes.wav");
    }

    @Test
    void aDecoderThatDiesInTheMiddleEndsItsAttemptAndNotTheNext() throws Exception {
        // longer than what is decoded ahead
        ObjectRef input = bench.store("songs/long.flac", AudioEncoding.FLAC_16, 44_100, Workbench.chord(30 * 44_100));
        // without a decoder of an earlier test that waits
        RemixRunner fresh = bench.runner();
        Set<Long> others =
                ProcessHandle.current().children().map(ProcessHandle::pid).collect(Collectors.toSet());
        Attempt killing = WatchedAttempt.disturbedBy(() -> ProcessHandle.current()
                .children()
                .filter(child -> !others.contains(child.pid()))
                .forEach(ProcessHandle::destroyForcibly));

        Outcome outcome = fresh.run(remix(input, variant("long", "vocals", 0)), remixing(), killing);

        assertThat(outcome).isInstanceOfSatisfying(Outcome.DecoderDied.class, died -> {
            assertThat(died.reason()).isEqualTo("decoder_crashed");
            assertThat(died.detail()).startsWith("songs/long.flac").contains("exit code 137");
        });
        assertThat(bench.scratchFiles()).isEmpty();
        result(fresh.run(spec("vocals", 0), remixing(), WatchedAttempt.undisturbed()));
    }

    @Test
    void aWorkersOutputIsTheFileThatTheCommandLineMakes(@TempDir Path local) throws Exception {
        Variant variant = new Variant(
                "out",
                Map.of("vocals", Gain.MUTE, "other", new Gain(2)),
                OutputFormat.WAV,
                LoudnessPolicy.target(-20, -1));
        RemixResult result = result(runner.run(
                remix(new ObjectRef(null, "songs/a song.flac"), variant), remixing(), WatchedAttempt.undisturbed()));

        Models.Loaded model = bench.models().get("default", null);
        new FileRemix(model.network(), AudioLimits.DEFAULT)
                .remix(
                        bench.download("songs/a song.flac"),
                        local.resolve("out.wav"),
                        Gains.of(variant.gainsDb(), model.network().sources()),
                        new Mastering.Order(
                                variant.format(),
                                variant.loudness(),
                                ProcessingNote.of(model.ref(), variant.gainsDb(), variant.loudness())),
                        model.network().chunkPlan(),
                        (done, total) -> {});

        assertThat(bench.download(output(result).object())).hasSameBinaryContentAs(local.resolve("out.wav"));
    }

    @Test
    void anAttemptThatIsStoppedLeavesNothingBehind() throws Exception {
        assertThatThrownBy(() -> runner.run(spec("vocals", 1), remixing(), WatchedAttempt.stopped()))
                .isInstanceOf(AttemptStopped.class);

        assertThat(bench.scratchFiles()).isEmpty();
    }

    private static Outcome run(RemixSpec spec) throws Exception {
        return runner.run(spec, remixing(), WatchedAttempt.undisturbed());
    }

    private static RemixSpec spec(String source, double db) {
        return remix(new ObjectRef(null, "songs/a song.flac"), variant("renamed/a song", source, db));
    }

    private static String refused(String key) throws Exception {
        return reason(run(remix(new ObjectRef(null, key), variant("any", "vocals", 1))));
    }

    private static RemixOutput output(RemixResult result) {
        return result.outputs().getFirst();
    }
}
