package dev.fader.worker.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.queue.dataset.DatasetRows;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.dataset.CheckResult;
import dev.fader.schemas.dataset.CheckSpec;
import dev.fader.schemas.dataset.DatasetFinding;
import dev.fader.schemas.dataset.DatasetRef;
import dev.fader.trainer.data.DatasetLayout;
import dev.fader.trainer.data.Finding;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of registered data sets in the real database and storage. */
class CheckTaskTest {

    @TempDir
    static Path folder;

    private static DatasetBench bench;

    @BeforeAll
    static void openBench() throws Exception {
        bench = DatasetBench.open(folder, "check-tasks", 1 << 28);
    }

    @Test
    void aDataSetWithoutFaultsIsReadyWithItsSongsByHash() throws Exception {
        bench.song("good/train/one/", 1);
        bench.song("good/train/two/", 2);
        bench.song("good/test/three/", 3);
        bench.put("good/README.txt", Files.writeString(folder.resolve("readme"), "not a song"));
        TaskId task = bench.register("good", "good/");
        assertThat(ready("good")).isFalse();

        bench.check(task);

        CheckResult result = bench.result(task);
        assertThat(result.ok()).isTrue();
        assertThat(result.layout()).isEqualTo("musdb18-hq");
        assertThat(result.sampleRateHz()).isEqualTo(DatasetBench.RATE);
        assertThat(result.splits())
                .extracting(split -> split.split() + split.songs() + " " + split.seconds())
                .containsExactly("train2 6.0", "test1 3.0");
        assertThat(result.objects()).isEqualTo(15);
        assertThat(result.manifest().key()).isEqualTo("results/" + task + "/f1/manifest.json");
        DatasetRef ref = bench.database()
                .jdbi()
                .withHandle(handle -> DatasetRows.ready(handle, "default", "good"))
                .orElseThrow();
        assertThat(ref.manifest()).isEqualTo(result.manifest());
        assertThat(bench.database()
                        .one(
                                "SELECT string_agg(split || '/' || song || ' ' || length(sha256), ', ' ORDER BY song)"
                                        + " FROM dataset_song WHERE task_id = ?",
                                task.uuid()))
                .isEqualTo("train/one 64, test/three 64, train/two 64");
    }

    @Test
    void equalSongsHaveEqualHashesWhereverTheyLie() throws Exception {
        bench.song("here/train/song/", 7);
        bench.song("there/songs/test/song/", 7);

        TaskId here = bench.register("here", "here/");
        TaskId there = bench.register("there", "there/songs/");
        bench.check(here);
        bench.check(there);

        assertThat(bench.database()
                        .one(
                                "SELECT CAST(count(DISTINCT sha256) AS text) FROM dataset_song WHERE task_id IN (?, ?)",
                                here.uuid(),
                                there.uuid()))
                .isEqualTo("1");
        assertThat(bench.result(here).contentSha256())
                .isNotEqualTo(bench.result(there).contentSha256());
    }

    @Test
    void aSilentAndAMissingStemRefuseTheDataSetAndAreNamed() throws Exception {
        bench.song("bad/train/mute/", 11);
        bench.put("bad/train/mute/drums.wav", DatasetBench.silence());
        bench.song("bad/train/lacking/", 12);
        bench.remove("bad/train/lacking/bass.wav");
        TaskId task = bench.register("bad", "bad/");

        bench.check(task);

        CheckResult result = bench.result(task);
        assertThat(result.ok()).isFalse();
        assertThat(result.findings())
                .filteredOn(DatasetFinding::fault)
                .extracting(finding -> finding.kind() + " " + finding.song() + " " + finding.stem())
                .contains("missing lacking bass")
                .doesNotContain("silent mute drums");
        assertThat(result.findings().toString()).doesNotContain(folder.toString());
        assertThat(result.findings())
                .filteredOn(finding -> finding.kind().equals("silent"))
                .extracting(DatasetFinding::object)
                .containsExactly("train/mute/drums.wav");
        assertThat(ready("bad")).isFalse();
    }

    @Test
    void whatIsKnownToBeWrongCanBeAccepted() throws Exception {
        bench.song("known/train/mute/", 21);
        double[][] silence = DatasetBench.silence();
        for (String stem : new String[] {"vocals", "drums", "bass", "other", "mixture"}) {
            bench.put("known/train/mute/" + stem + ".wav", silence);
        }
        TaskId task = bench.register("known", "known/", "soundless", "mislabelled");

        bench.check(task);

        assertThat(bench.result(task).findings()).isNotEmpty();
        assertThat(bench.result(task).ok()).isTrue();
        assertThat(ready("known")).isTrue();
    }

    @Test
    void aPrefixWithNothingInItIsRefusedWithWhatWasLookedFor() {
        TaskId task = bench.register("nothing", "nothing/here/");

        bench.check(task);

        assertThat(bench.database().text(task, "state || ' ' || failure_class || ' ' || failure_reason"))
                .isEqualTo("FAILED BAD_INPUT no_songs");
        assertThat(bench.database().text(task, "failure_detail"))
                .contains("nothing/here/")
                .contains("MUSDB18");
    }

    @Test
    void whileStorageIsAwayNoAttemptIsCounted() throws Exception {
        TaskId task = bench.register("away", "good/");
        int nobody;
        try (ServerSocket free = new ServerSocket(0)) {
            nobody = free.getLocalPort();
        }

        bench.check(task, DatasetBench.client("http://127.0.0.1:" + nobody));

        assertThat(bench.database().text(task, "state || attempts")).isEqualTo("READY0");
    }

    @Test
    void layoutsAndFaultsHaveTheSameNamesInRequestsAndInTheLaboratory() {
        assertThat(CheckSpec.LAYOUTS)
                .isEqualTo(Arrays.stream(DatasetLayout.values())
                        .filter(layout -> layout != DatasetLayout.TABLE)
                        .map(DatasetLayout::toString)
                        .toList());
        assertThat(CheckSpec.ENDINGS)
                .allSatisfy(ending ->
                        assertThat(DatasetLayout.reads("song" + ending)).isTrue());
        assertThat(CheckSpec.FAULTS)
                .isEqualTo(Arrays.stream(Finding.Kind.values())
                        .filter(Finding.Kind::fault)
                        .map(Finding.Kind::toString)
                        .toList());
    }

    private static boolean ready(String name) {
        return bench.database()
                .jdbi()
                .withHandle(handle -> DatasetRows.ready(handle, "default", name))
                .isPresent();
    }
}
