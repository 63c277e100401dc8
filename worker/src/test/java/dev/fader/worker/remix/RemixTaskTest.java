package dev.fader.worker.remix;

import static dev.fader.worker.remix.Specs.remix;
import static dev.fader.worker.remix.Specs.variant;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.schemas.FaderJson;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.remix.ObjectRef;
import dev.fader.schemas.remix.RemixSpec;
import dev.fader.trainer.audio.AudioEncoding;
import dev.fader.trainer.audio.AudioLimits;
import dev.fader.trainer.decoding.DecoderLimits;
import dev.fader.worker.TestDatabase;
import dev.fader.worker.attempt.Attempting;
import dev.fader.worker.attempt.WorkerMeters;
import dev.fader.worker.lease.LeaseKeeper;
import dev.fader.worker.lease.LeasePolicy;
import dev.fader.worker.lease.LeaseStore;
import dev.fader.worker.outcome.RetryPolicy;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of remix tasks in the real database. */
class RemixTaskTest {

    private static final int FRAMES = 3 * 44_100;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @TempDir
    static Path folder;

    private static Workbench bench;
    private static TestDatabase database;
    private static ObjectRef song;

    @BeforeAll
    static void openBench() throws Exception {
        bench = Workbench.open(folder, "remix-tasks");
        database = TestDatabase.create();
        song = bench.store("song.flac", AudioEncoding.FLAC_16, 44_100, Workbench.chord(FRAMES));
    }

    @Test
    void everyOutputHasARowOfQuality() {
        TaskId task = task(remix(song, variant("quiet", "vocals", -6), variant("same", "vocals", 0)));

        attempt(task, bench.runner());

        assertThat(database.text(task, "state")).isEqualTo("DONE");
        assertThat(database.results(task)).hasSize(1);
        assertThat(database.one(
                        "SELECT string_agg(output || ' ' || (lufs_out = lufs_in) || ' ' || review::text, ', ' ORDER BY output)"
                                + " FROM quality_record WHERE task_id = ?",
                        task.uuid()))
                .isEqualTo("0 false {}, 1 true {}");
    }

    @Test
    void aCrossedThresholdIsMadeButAsksForAPersonAndSaysWhy() {
        TaskId task = task(remix(song, variant("quiet", "vocals", -6)));
        QualityGate strict =
                Workbench.gate(Map.of("fader.quality.null-residual-db", "-300", "fader.quality.true-peak-db", "-80"));

        attempt(task, bench.runner(DecoderLimits.DEFAULT, bench.space(1 << 26), strict));

        assertThat(database.text(task, "state")).isEqualTo("REVIEW");
        assertThat(database.results(task)).singleElement().asString().contains("\"review\": [\"null_residual\"]");
        assertThat(database.one("SELECT review::text FROM quality_record WHERE task_id = ?", task.uuid()))
                .isEqualTo("{null_residual}");
    }

    @Test
    void aFullScratchIsTriedAgainLaterAndLeavesNoFiles() throws Exception {
        TaskId task = task(remix(song, variant("quiet", "vocals", -6)));
        // the task needs about a megabyte
        ScratchSpace space = bench.space(4_000_000);
        RemixRunner runner = bench.runner(DecoderLimits.DEFAULT, space, Workbench.lenient());

        try (Scratch another = space.open("another")) {
            another.reserve(3_500_000);
            attempt(task, runner);

            assertThat(database.text(task, "state || ' ' || failure_class || ' ' || failure_reason"))
                    .isEqualTo("READY INFRASTRUCTURE scratch_full");
            assertThat(database.text(task, "failure_detail")).contains("fader.worker.scratch-bytes");
            assertThat(database.text(task, "not_before > now()")).isEqualTo("true");
            assertThat(bench.scratchFiles()).isEmpty();
        }
        database.set(task, "not_before = now()");
        attempt(task, runner);

        assertThat(database.text(task, "state")).isEqualTo("DONE");
        assertThat(bench.scratchFiles()).isEmpty();
    }

    @Test
    void aTaskThatWouldNeverFitIsRefusedAtOnce() {
        TaskId task = task(remix(song, variant("quiet", "vocals", -6)));

        attempt(task, bench.runner(DecoderLimits.DEFAULT, bench.space(500_000), Workbench.lenient()));

        assertThat(database.text(task, "state || ' ' || failure_reason")).isEqualTo("FAILED limit_scratch");
    }

    @Test
    void aDecoderBeyondItsLimitsFailsItsTaskWithTheReason() throws Exception {
        DecoderLimits hasty = new DecoderLimits(AudioLimits.DEFAULT, 1L << 30, MINUTE, Duration.ofNanos(1));
        DecoderLimits small = new DecoderLimits(AudioLimits.DEFAULT, 1 << 20, MINUTE, MINUTE);
        TaskId silent = task(remix(song, variant("quiet", "vocals", -6)));
        TaskId large = task(remix(song, variant("quiet", "vocals", -6)));

        attempt(silent, bench.runner(hasty, bench.space(1 << 26), Workbench.lenient()));
        attempt(large, bench.runner(small, bench.space(1 << 26), Workbench.lenient()));

        assertThat(database.text(silent, "state || ' ' || failure_class || ' ' || failure_reason"))
                .isEqualTo("FAILED BAD_INPUT decoder_stalled");
        assertThat(database.text(large, "state || ' ' || failure_class || ' ' || failure_reason"))
                .isEqualTo("FAILED BAD_INPUT decoder_memory");
        assertThat(bench.scratchFiles()).isEmpty();
    }

    private static TaskId task(RemixSpec spec) {
        TaskId task = database.readyTask(RemixSpec.KIND);
        database.jdbi()
                .useHandle(handle -> handle.execute(
                        "UPDATE task SET spec = CAST(? AS jsonb) WHERE id = ?", FaderJson.write(spec), task.uuid()));
        return task;
    }

    private static void attempt(TaskId task, RemixRunner runner) {
        LeasePolicy policy = new LeasePolicy(MINUTE, 2);
        LeaseStore store = new LeaseStore(database.jdbi(), "a", policy);
        LeaseKeeper keeper = new LeaseKeeper(store, policy, System::nanoTime);
        Attempting attempting = new Attempting(
                Map.of(runner.kind(), runner),
                store,
                keeper,
                new RetryPolicy(5, 3, MINUTE, MINUTE),
                new WorkerMeters(new SimpleMeterRegistry()));
        keeper.claim(List.of(task)).forEach(attempting::attempt);
    }
}
