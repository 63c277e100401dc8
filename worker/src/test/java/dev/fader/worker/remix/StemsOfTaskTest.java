package dev.fader.worker.remix;

import static dev.fader.worker.remix.Specs.probing;
import static dev.fader.worker.remix.Specs.reason;
import static dev.fader.worker.remix.Specs.remixing;
import static dev.fader.worker.remix.Specs.result;
import static dev.fader.worker.remix.Specs.separating;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.schemas.remix.Gain;
import dev.fader.schemas.remix.GivenStems;
import dev.fader.schemas.remix.LoudnessPolicy;
import dev.fader.schemas.remix.ObjectRef;
import dev.fader.schemas.remix.OutputFormat;
import dev.fader.schemas.remix.RemixResult;
import dev.fader.schemas.remix.RemixSpec;
import dev.fader.schemas.remix.Stem;
import dev.fader.schemas.remix.Variant;
import dev.fader.trainer.audio.AudioEncoding;
import dev.fader.trainer.audio.AudioLimits;
import dev.fader.worker.lease.WatchedAttempt;
import dev.fader.worker.outcome.Outcome;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Songs that come with their stems: 0.3 of a chord is vocals, and the rest of it is not. */
class StemsOfTaskTest {

    private static final int RATE = 44_100;
    private static final int FRAMES = 3 * RATE + 17;
    /** Of 24 bits with dither. */
    private static final double ROUNDING = 4.0 / (1 << 23);

    @TempDir
    static Path folder;

    private static Workbench bench;
    private static double[][] chord;
    private static ObjectRef song;
    private static ObjectRef vocals;

    @BeforeAll
    static void store() throws Exception {
        bench = Workbench.open(folder, "given-stems");
        chord = Workbench.chord(FRAMES);
        song = bench.store("song.wav", AudioEncoding.WAV_24, RATE, chord);
        vocals = bench.store("vocals.flac", AudioEncoding.FLAC_24, RATE, times(0.3));
    }

    private static double[][] times(double share) {
        double[][] part = new double[chord.length][FRAMES];
        for (int c = 0; c < part.length; c++) {
            for (int i = 0; i < FRAMES; i++) {
                part[c][i] = share * chord[c][i];
            }
        }
        return part;
    }

    private static RemixSpec spec(Map<String, ObjectRef> stems, @Nullable String rest, Variant... variants) {
        return new RemixSpec(song, List.of(variants), GivenStems.NAME, null, null, new GivenStems(stems, rest));
    }

    private static Variant remix(String source, Gain gain) {
        return new Variant(source, Map.of(source, gain), OutputFormat.SAME, LoudnessPolicy.NONE);
    }

    private static void assertShare(RemixResult made, double share) throws Exception {
        double[][] output =
                Workbench.samples(bench.download(made.outputs().getFirst().object()));
        double[][] expected = times(share);
        for (int c = 0; c < output.length; c++) {
            assertThat(Workbench.largestDifference(output[c], expected[c])).isLessThan(ROUNDING);
        }
    }

    @Test
    void aRemixIsMixedFromTheStemsWithoutAnyNetwork() throws Exception {
        Duration before = bench.networkHeld();
        RemixSpec muted = spec(Map.of("vocals", vocals), "band", remix("vocals", Gain.MUTE));

        RemixResult made = result(bench.runner().run(muted, remixing(), WatchedAttempt.undisturbed()));
        RemixResult again = result(bench.runner().run(muted, remixing(), WatchedAttempt.undisturbed()));

        assertShare(made, 0.7);
        assertThat(made.model().name()).isEqualTo("given-stems");
        // of the same stems the same bytes
        assertThat(again.model()).isEqualTo(made.model());
        assertThat(again.outputs().getFirst().object().sha256())
                .isEqualTo(made.outputs().getFirst().object().sha256());
        assertThat(bench.networkHeld()).isEqualTo(before);
        assertThat(bench.scratchFiles()).isEmpty();
    }

    @Test
    void whatTheStemsDoNotExplainIsSharedOutAsWithAModel() throws Exception {
        ObjectRef band = bench.store("band.wav", AudioEncoding.WAV_24, RATE, times(0.5));
        // the two leave 0.2 of the song, of which each gets a half
        RemixSpec muted = spec(Map.of("vocals", vocals, "band", band), null, remix("vocals", Gain.MUTE));
        RemixSpec stem = spec(
                Map.of("vocals", vocals, "band", band),
                null,
                Variant.of("vocals", new Stem("vocals", true), OutputFormat.SAME));

        assertShare(result(bench.runner().run(muted, remixing(), WatchedAttempt.undisturbed())), 0.6);
        assertShare(result(bench.separations().run(stem, separating(), WatchedAttempt.undisturbed())), 0.4);
    }

    @Test
    void stemsThatAreNotTheSongsAreRefusedByTheDryRunAlreadyWhereTheirHeadersTell() throws Exception {
        ObjectRef slow = bench.store("slow.wav", AudioEncoding.WAV_24, 22_050, Workbench.chord(FRAMES));
        ObjectRef shortened = bench.store("short.wav", AudioEncoding.WAV_24, RATE, Workbench.chord(RATE));
        ProbeRunner probes = new ProbeRunner(bench.storage(), bench.models(), AudioLimits.DEFAULT);

        for (ObjectRef wrong : List.of(slow, shortened)) {
            RemixSpec asked = spec(Map.of("vocals", wrong), "band", remix("vocals", Gain.MUTE));
            assertThat(reason(probes.run(asked, probing(), WatchedAttempt.undisturbed())))
                    .isEqualTo("bad_stems");
            assertThat(reason(bench.runner().run(asked, remixing(), WatchedAttempt.undisturbed())))
                    .isEqualTo("bad_stems");
        }
        RemixSpec good = spec(Map.of("vocals", vocals), "band", remix("vocals", Gain.MUTE));
        assertThat(probes.run(good, probing(), WatchedAttempt.undisturbed())).isInstanceOf(Outcome.Produced.class);
    }

    @Test
    void aStemThatIsNotThereOrNoAudioIsTheTasksFault() throws Exception {
        ObjectRef words = bench.store("words.wav", "these are words".getBytes(StandardCharsets.UTF_8));

        assertThat(reason(bench.runner()
                        .run(
                                spec(Map.of("vocals", words), "band", remix("vocals", Gain.MUTE)),
                                remixing(),
                                WatchedAttempt.undisturbed())))
                .isEqualTo("not_audio");
        assertThat(reason(bench.runner()
                        .run(
                                spec(
                                        Map.of("vocals", new ObjectRef(null, "gone.wav")),
                                        "band",
                                        remix("vocals", Gain.MUTE)),
                                remixing(),
                                WatchedAttempt.undisturbed())))
                .isEqualTo("not_found");
    }
}
