package dev.fader.worker.remix;

import static dev.fader.worker.remix.Specs.remix;
import static dev.fader.worker.remix.Specs.variant;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.queue.TestDatabase;
import dev.fader.queue.outage.Breaker;
import dev.fader.queue.task.Claims;
import dev.fader.queue.task.Commits;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.kind.Need;
import dev.fader.schemas.kind.TaskKinds;
import dev.fader.schemas.remix.ObjectRef;
import dev.fader.schemas.remix.RemixSpec;
import dev.fader.trainer.audio.AudioEncoding;
import dev.fader.trainer.audio.AudioLimits;
import dev.fader.trainer.decoding.DecoderLimits;
import dev.fader.worker.attempt.AttemptRunner;
import dev.fader.worker.attempt.SlotWork;
import dev.fader.worker.attempt.WorkerMeters;
import dev.fader.worker.lease.LeaseKeeper;
import dev.fader.worker.lease.LeasePolicy;
import dev.fader.worker.outage.Outages;
import dev.fader.worker.outcome.RetryPolicy;
import dev.fader.worker.scratch.Scratch;
import dev.fader.worker.scratch.ScratchSpace;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
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
    void aFullScratchIsNobodysFaultAndKeepsOthersFromFillingItFurther() throws Exception {
        TaskId task = task(remix(song, variant("quiet", "vocals", -6)));
        // the task needs about a megabyte
        ScratchSpace space = bench.space(4_000_000);
        RemixRunner runner = bench.runner(DecoderLimits.DEFAULT, space, Workbench.lenient());

        Outages outages = outages(Need.SCRATCH, space::probe);

        try (Scratch another = space.open("another")) {
            another.reserve(3_500_000);
            attempt(task, runner, outages);

            assertThat(database.text(task, "state || attempts")).isEqualTo("READY0");
            assertThat(outages.away())
                    .singleElement()
                    .satisfies(away -> assertThat(away.why()).contains("fader.worker.scratch-bytes"));
            assertThat(outages.runnable(TaskKinds.ALL)).containsExactlyInAnyOrder(TaskKinds.PROBE, TaskKinds.PING);
            assertThat(bench.scratchFiles()).isEmpty();
        }
        database.set(task, "not_before = now()");
        attempt(task, runner, outages);

        assertThat(database.text(task, "state")).isEqualTo("DONE");
        assertThat(bench.scratchFiles()).isEmpty();
    }

    @Test
    void whileStorageIsAwayNoAttemptIsCountedAndNothingThatNeedsItIsClaimed() throws Exception {
        TaskId task = task(remix(song, variant("quiet", "vocals", -6)));
        Outages outages = outages(Need.STORAGE, () -> {
            throw new IOException("connection refused");
        });

        attempt(task, bench.runnerWithoutStorage(), outages);

        assertThat(database.text(task, "state || attempts")).isEqualTo("READY0");
        assertThat(outages.runnable(TaskKinds.ALL)).containsExactly(TaskKinds.PING);
    }

    @Test
    void aFileThatBreaksOffWhileStorageAnswersCountsAgainstTheFile() throws Exception {
        TaskId task = task(remix(song, variant("quiet", "vocals", -6)));

        attempt(task, bench.runnerWithoutStorage(), outages(Need.STORAGE, () -> {}));

        assertThat(database.text(task, "state || attempts")).isEqualTo("READY1");
        assertThat(database.text(task, "failure_class")).isEqualTo("INFRASTRUCTURE");
    }

    @Test
    void aTaskThatWouldNeverFitIsRefusedAtOnce() {
        TaskId task = task(remix(song, variant("quiet", "vocals", -6)));

        attempt(task, bench.runner(DecoderLimits.DEFAULT, bench.space(500_000), Workbench.lenient()));

        assertThat(database.text(task, "state || ' ' || failure_reason")).isEqualTo("FAILED limit_scratch");
    }

    @Test
    void aDecoderBeyondItsLimitsIsTriedAgainAloneAndThenQuarantinedWithTheReason() throws Exception {
        DecoderLimits hasty = new DecoderLimits(AudioLimits.DEFAULT, 1L << 30, MINUTE, Duration.ofNanos(1));
        DecoderLimits small = new DecoderLimits(AudioLimits.DEFAULT, 1 << 20, MINUTE, MINUTE);
        TaskId silent = task(remix(song, variant("quiet", "vocals", -6)));
        TaskId large = task(remix(song, variant("quiet", "vocals", -6)));

        attempt(silent, bench.runner(hasty, bench.space(1 << 26), Workbench.lenient()));
        attempt(large, bench.runner(small, bench.space(1 << 26), Workbench.lenient()));

        String outcome = "concat_ws(' ', state, suspect, process_deaths, failure_class, failure_reason)";
        assertThat(database.text(silent, outcome)).isEqualTo("READY t 0 PROCESS_DEATH decoder_stalled");
        assertThat(database.text(large, outcome)).isEqualTo("READY t 0 PROCESS_DEATH decoder_memory");
        for (int death = 1; death <= 3; death++) {
            database.set(large, "not_before = now()");
            attempt(large, bench.runner(small, bench.space(1 << 26), Workbench.lenient()), true);
        }
        assertThat(database.text(large, outcome)).isEqualTo("QUARANTINED t 2 PROCESS_DEATH decoder_memory");
        assertThat(database.text(large, "failure_detail"))
                .contains("a fault of the decoder")
                .doesNotContain("export");
        assertThat(bench.scratchFiles()).isEmpty();
    }

    private static TaskId task(RemixSpec spec) {
        return database.submit(TaskKinds.REMIX, "default", 0, 1, n -> spec).getFirst();
    }

    private static Outages outages(Need need, Breaker.Probe probe) {
        Breaker there = new Breaker("there", () -> {}, System::nanoTime);
        return new Outages(there, there, Map.of(need, new Breaker(need.wireName(), probe, System::nanoTime)));
    }

    private static void attempt(TaskId task, RemixRunner runner) {
        attempt(task, runner, false);
    }

    private static void attempt(TaskId task, RemixRunner runner, boolean alone) {
        attempt(task, runner, outages(Need.DEVICE, () -> {}), alone);
    }

    private static void attempt(TaskId task, RemixRunner runner, Outages outages) {
        attempt(task, runner, outages, false);
    }

    private static void attempt(TaskId task, RemixRunner runner, Outages outages, boolean alone) {
        Claims claims = new Claims(database.jdbi(), "a", MINUTE);
        LeaseKeeper keeper = new LeaseKeeper(claims, new LeasePolicy(MINUTE), System::nanoTime);
        SlotWork slot = new SlotWork(
                new AttemptRunner(List.of(runner), outages),
                new SlotWork.Writers(new Commits(database.jdbi(), "a"), claims::release),
                keeper,
                new RetryPolicy(5, 3, 3, MINUTE, MINUTE),
                outages,
                new WorkerMeters(new SimpleMeterRegistry()));
        slot.run(keeper.claim(List.of(task), TaskKinds.ALL, alone));
    }
}
