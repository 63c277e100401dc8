package dev.fader.worker.remix;

import static dev.fader.worker.remix.Specs.remix;
import static dev.fader.worker.remix.Specs.remixing;
import static dev.fader.worker.remix.Specs.result;
import static dev.fader.worker.remix.Specs.variant;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.schemas.notation.Sha256;
import dev.fader.schemas.remix.ObjectRef;
import dev.fader.schemas.remix.RemixOutput;
import dev.fader.schemas.remix.Variant;
import dev.fader.trainer.audio.AudioEncoding;
import dev.fader.worker.lease.WatchedAttempt;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One separation for many remixes of a song. */
class StemStoreTest {

    @TempDir
    static Path folder;

    private static Workbench bench;
    private static RemixRunner keeping;

    @BeforeAll
    static void openABench() throws Exception {
        bench = Workbench.open(folder, "stems");
        keeping = bench.keeping();
    }

    /** Longer than a chunk. */
    private static ObjectRef song(String name, int rate) throws Exception {
        return bench.store(name, AudioEncoding.WAV_24, rate, Workbench.chord(12 * rate));
    }

    private static RemixOutput run(RemixRunner runner, ObjectRef song, Variant variant) throws Exception {
        return result(runner.run(remix(song, variant), remixing(), WatchedAttempt.undisturbed()))
                .outputs()
                .getFirst();
    }

    @ParameterizedTest
    @ValueSource(ints = {44_100, 48_000})
    void theNextRemixOfASongNeedsNoNetworkAndIsWhatItWouldHaveBeen(int rate) throws Exception {
        ObjectRef song = song("song%d.wav".formatted(rate), rate);
        Variant quiet = variant("quiet", "vocals", -6);
        Variant loud = variant("loud", "vocals", 4);

        RemixOutput first = run(keeping, song, quiet);
        Duration held = bench.networkHeld();
        RemixOutput again = run(keeping, song, quiet);
        RemixOutput other = run(keeping, song, loud);

        assertThat(bench.networkHeld()).isEqualTo(held);
        assertThat(again.object().sha256()).isEqualTo(first.object().sha256());
        assertThat(again.quality()).isEqualTo(first.quality());
        assertThat(first.quality().worstSeamDb())
                .as("of the separation's chunks")
                .isNotNull();
        double[][] direct = Workbench.samples(
                bench.download(run(bench.runner(), song, loud).object().key()));
        double[][] kept = Workbench.samples(bench.download(other.object().key()));
        for (int c = 0; c < kept.length; c++) {
            assertThat(Workbench.largestDifference(kept[c], direct[c])).isLessThan(2e-5);
        }
    }

    @Test
    void progressGoesOneWayWhetherStemsAreThereOrNot() throws Exception {
        ObjectRef song = song("watched.wav", 44_100);
        WatchedAttempt first = WatchedAttempt.undisturbed();
        WatchedAttempt again = WatchedAttempt.undisturbed();

        keeping.run(remix(song, variant("quiet", "vocals", -6)), remixing(), first);
        keeping.run(remix(song, variant("quiet", "vocals", -6)), remixing(), again);

        assertThat(first.progress()).isSorted().doesNotHaveDuplicates().endsWith(12.0);
        assertThat(again.progress()).isSorted().doesNotHaveDuplicates().endsWith(12.0);
    }

    @Test
    void stemsThatWereDamagedAreMadeAgain() throws Exception {
        ObjectRef song = song("damaged.wav", 44_100);
        Variant quiet = variant("quiet", "vocals", -6);
        RemixOutput first = run(keeping, song, quiet);
        String model = bench.models().get("default", null).ref().sha256();
        String key = "stems/%s/%s".formatted(Sha256.of(bench.download(song.key())), model);
        Path stems = bench.download(key);
        byte[] bytes = Files.readAllBytes(stems);
        bytes[bytes.length / 2]++;
        bench.storage().put(Files.write(folder.resolve("damaged"), bytes), key, () -> {});
        Duration held = bench.networkHeld();

        RemixOutput again = run(keeping, song, quiet);

        assertThat(bench.networkHeld()).isGreaterThan(held);
        assertThat(again.object().sha256()).isEqualTo(first.object().sha256());
    }

    @Test
    void whatANetworkOfOursEstimatesIsNotWorthTheRoom() throws Exception {
        assertThat(bench.models().get("default", null).network().isWorthKeeping())
                .isFalse();
    }
}
