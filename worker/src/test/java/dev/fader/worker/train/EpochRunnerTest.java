package dev.fader.worker.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fader.queue.task.Claim;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.RunId;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.kind.EpochKind;
import dev.fader.schemas.kind.Need;
import dev.fader.schemas.remix.StoredObject;
import dev.fader.worker.lease.AttemptStopped;
import dev.fader.worker.lease.StopReason;
import dev.fader.worker.lease.WatchedAttempt;
import dev.fader.worker.outcome.Outcome;
import dev.fader.worker.train.TrainingBench.Bench;
import io.minio.PutObjectArgs;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EpochRunnerTest {

    @TempDir
    static Path folder;

    private static TrainingBench bench;
    private static byte[] undisturbed;

    @BeforeAll
    static void trainWithTheTrainersOwnCommand() throws Exception {
        bench = TrainingBench.open(folder);
        undisturbed = Files.readAllBytes(bench.trainHere(TrainingBench.config(12), "undisturbed"));
    }

    @Test
    void aRunOnTheQueueEndsWithTheFileThatTheTrainersOwnCommandWrites() throws Exception {
        RunId run = bench.submit(TrainingBench.config(12));

        bench.finish(run, bench.worker("one"));

        EpochKind.Result last = bench.lastEpoch(run);
        assertThat(last.epoch()).isEqualTo(3);
        assertThat(last.end()).isEqualTo(EpochKind.End.BUDGET);
        assertThat(best(last)).isEqualTo(undisturbed);
        StoredObject best = Objects.requireNonNull(last.position().best());
        assertThat(bench.database()
                        .one("SELECT object_key FROM model WHERE sha256 = ? AND run_id IS NOT NULL", best.sha256()))
                .isEqualTo("models/" + best.sha256() + ".safetensors");
    }

    @Test
    void aNetworkWithStatisticsForOneTargetEndsOnTheQueueAsItDoesHere() throws Exception {
        ObjectNode config = TrainingBench.config(12);
        config.set("network", FaderJson.read("""
                {"architecture": "htmd_net", "window": 256, "encoderFilters": 8, "bottleneck": 4, "dilations": 2,
                 "levels": 3, "baseFilters": 2, "lstmUnits": 3}
                """, ObjectNode.class));
        config.set("objective", FaderJson.read("""
                {"alpha": 1, "l1": "mae", "beta": 0.05, "l2": "mse"}
                """, ObjectNode.class));
        config.set("sources", FaderJson.read("[\"bass\", \"accompaniment\"]", ArrayNode.class));
        config.set("examples", FaderJson.read("""
                {"segmentSeconds": 0.064, "drawing": "windows", "crossSongShare": 0, "gainRangeDb": 12,
                 "augmentation": {"levelRangeDb": 0, "tiltRangeDb": 0, "negatedShare": 0, "absentShare": 0}}
                """, ObjectNode.class));
        config.put("sampleRateHz", 4_000);
        RunId run = bench.submit(config);

        bench.finish(run, bench.worker("one"));

        assertThat(best(bench.lastEpoch(run))).isEqualTo(Files.readAllBytes(bench.trainHere(config, "one-target")));
    }

    @Test
    void aRunCanBeginWithTheWeightsOfAModelThatAnotherMade() throws Exception {
        RunId first = bench.submit(TrainingBench.config(12));
        bench.finish(first, bench.worker("one"));
        String model =
                Objects.requireNonNull(bench.lastEpoch(first).position().best()).sha256();

        RunId second = bench.submit(TrainingBench.config(4), model);
        bench.finish(second, bench.worker("two"));

        assertThat(best(bench.lastEpoch(second)))
                .isEqualTo(Files.readAllBytes(bench.trainHere(
                        TrainingBench.config(4),
                        "second",
                        bench.download(bench.lastEpoch(first).position().best()))));
    }

    @Test
    void everyEpochOnAnotherWorkerMakesNoDifference() throws Exception {
        RunId run = bench.submit(TrainingBench.config(12));

        for (int i = 0; bench.waiting(run).isPresent(); i++) {
            bench.worker("worker" + i).produce(bench.waiting(run).get());
        }

        assertThat(best(bench.lastEpoch(run))).isEqualTo(undisturbed);
    }

    @Test
    void anEpochThatMadeRoomGoesOnElsewhereWhereItWas() throws Exception {
        RunId run = bench.submit(TrainingBench.config(12));
        Bench one = bench.worker("one");
        one.produce(next(run));

        TaskId epoch = next(run);
        Claim claim = bench.database().claim(epoch, "one");
        assertThatThrownBy(() -> one.attempt(claim, new StopsAfter(2, StopReason.YIELD)))
                .isInstanceOf(AttemptStopped.class);
        assertThat(bench.database().one("SELECT point ->> 'step' FROM saved_point WHERE task_id = ?", epoch.uuid()))
                .isEqualTo("2");
        assertThat(one.folders().warmRun()).isEqualTo(run);
        release(epoch);
        bench.finish(run, bench.worker("two"));

        assertThat(best(bench.lastEpoch(run))).isEqualTo(undisturbed);
    }

    @Test
    void aWorkerThatDiesCostsTheStepsSinceItsLastCheckpointAndNothingElse() throws Exception {
        RunId smooth = bench.submit(TrainingBench.config(12));
        bench.finish(smooth, bench.worker("smooth"));
        RunId run = bench.submit(TrainingBench.config(12));
        Bench one = bench.worker("one", Duration.ZERO);
        one.produce(next(run));

        TaskId epoch = next(run);
        Claim claim = bench.database().claim(epoch, "one");
        assertThatThrownBy(() -> one.attempt(claim, new StopsAfter(3, null))).isInstanceOf(StopsAfter.Killed.class);
        assertThat(bench.database().one("SELECT point ->> 'step' FROM saved_point WHERE task_id = ?", epoch.uuid()))
                .isEqualTo("2");
        release(epoch);
        bench.finish(run, bench.worker("two"));

        assertThat(best(bench.lastEpoch(run))).isEqualTo(undisturbed);
        assertThat(currentLosses(run)).isEqualTo(currentLosses(smooth));
        assertThat(losses(run)).isEqualTo("12");
    }

    @Test
    void aWorkerThatDiesInTheCommitAfterPointsAtEveryStepCostsNothing() throws Exception {
        RunId run = bench.submit(TrainingBench.config(12));
        Bench one = bench.worker("one", Duration.ZERO);
        one.produce(next(run));
        TaskId epoch = next(run);

        assertThat(one.attempt(epoch, WatchedAttempt.undisturbed())).isInstanceOf(Outcome.Produced.class);
        release(epoch);
        bench.finish(run, bench.worker("two"));

        assertThat(best(bench.lastEpoch(run))).isEqualTo(undisturbed);
        assertThat(currentLosses(run)).matches("(\\d+:\\S+ ?){12}");
    }

    @Test
    void whatIsDoneAgainIsRecordedAgainAndTheFirstIsSuperseded() throws Exception {
        RunId run = bench.submit(TrainingBench.config(12));
        Bench one = bench.worker("one");
        one.produce(next(run));
        TaskId epoch = next(run);
        Claim claim = bench.database().claim(epoch, "one");
        assertThatThrownBy(() -> one.attempt(claim, new StopsAfter(3, null))).isInstanceOf(StopsAfter.Killed.class);
        release(epoch);

        bench.finish(run, bench.worker("two"));

        assertThat(losses(run)).isEqualTo("14");
        assertThat(currentLosses(run)).matches("(\\d+:\\S+ ?){12}");
    }

    @Test
    void aWorkerThatLostItsLeaseLeavesNoPoint() throws Exception {
        RunId run = bench.submit(TrainingBench.config(12));
        Bench one = bench.worker("one");
        one.produce(next(run));
        TaskId epoch = next(run);
        Claim claim = bench.database().claim(epoch, "one");
        bench.database().set(epoch, "fence = fence + 1");

        assertThatThrownBy(() -> one.attempt(claim, new StopsAfter(2, StopReason.YIELD)))
                .isInstanceOf(AttemptStopped.class)
                .extracting(stopped -> ((AttemptStopped) stopped).reason())
                .isEqualTo(StopReason.LEASE_LOST);

        assertThat(bench.database()
                        .one("SELECT CAST(count(*) AS text) FROM saved_point WHERE task_id = ?", epoch.uuid()))
                .isEqualTo("0");
    }

    @Test
    void aCheckpointWhoseBytesWereChangedIsRefusedByName() throws Exception {
        RunId run = bench.submit(TrainingBench.config(12));
        Bench one = bench.worker("one");
        one.produce(next(run));
        one.produce(next(run));
        StoredObject checkpoint = bench.lastEpoch(run).position().checkpoint();
        byte[] bytes = Files.readAllBytes(bench.download(checkpoint));
        bytes[bytes.length / 2] ^= 1;
        bench.client()
                .putObject(PutObjectArgs.builder().bucket(checkpoint.bucket()).object(checkpoint.key()).stream(
                                new ByteArrayInputStream(bytes), (long) bytes.length, -1L)
                        .build());

        Outcome outcome = bench.worker("two").attempt(next(run), WatchedAttempt.undisturbed());

        assertThat(outcome).isInstanceOfSatisfying(Outcome.BadInput.class, bad -> {
            assertThat(bad.reason()).isEqualTo("damaged_checkpoint");
            assertThat(bad.detail()).contains(checkpoint.key()).contains("earlier epoch");
        });
    }

    @Test
    void aFullDiskAndAStorageThatIsAwayAreNobodysFaultAndTheRunGoesOnElsewhere() throws Exception {
        RunId run = bench.submit(TrainingBench.config(12));
        Bench one = bench.worker("one");
        one.produce(next(run));
        one.produce(next(run));

        TaskId epoch = next(run);

        Outcome cramped = bench.cramped("cramped").attempt(epoch, WatchedAttempt.undisturbed());
        release(epoch);
        Outcome cutOff = bench.cutOff("cut off").attempt(epoch, WatchedAttempt.undisturbed());
        release(epoch);
        bench.finish(run, bench.worker("two"));

        assertThat(cramped)
                .isInstanceOfSatisfying(
                        Outcome.Away.class, away -> assertThat(away.need()).isEqualTo(Need.SCRATCH));
        assertThat(cutOff)
                .isInstanceOfSatisfying(
                        Outcome.Away.class, away -> assertThat(away.need()).isEqualTo(Need.STORAGE));
        assertThat(best(bench.lastEpoch(run))).isEqualTo(undisturbed);
    }

    @Test
    void aRunWithPatienceEndsWhenNothingBetterComes() throws Exception {
        ObjectNode config = TrainingBench.config(400).put("learningRate", 1e-12).put("patience", 2);
        RunId run = bench.submit(config);

        bench.finish(run, bench.worker("one"));

        EpochKind.Result last = bench.lastEpoch(run);
        assertThat(last.end()).isEqualTo(EpochKind.End.PATIENCE);
        assertThat(best(last)).isEqualTo(Files.readAllBytes(bench.trainHere(config, "patience")));
    }

    @Test
    void aStepThatCannotBeTakenEndsTheRunAndNamesItsExamples() throws Exception {
        ObjectNode config = TrainingBench.config(12);
        // its gradient is too small for 32 bits
        config.putObject("objective")
                .put("alpha", 1e-30)
                .put("l1", "mse")
                .put("beta", 0)
                .put("l2", "none");
        RunId run = bench.submit(config);
        Bench one = bench.worker("one");

        Outcome outcome = one.attempt(next(run), WatchedAttempt.undisturbed());

        assertThat(outcome).isInstanceOfSatisfying(Outcome.BadInput.class, bad -> {
            assertThat(bad.reason()).isEqualTo("no_step");
            assertThat(bad.detail()).contains("bass song");
        });
    }

    @Test
    void aRunIsRefusedBeforeItWaitsForItsTurn() throws Exception {
        ObjectNode misspelt = TrainingBench.config(12);
        misspelt.set("lerningRate", misspelt.remove("learningRate"));
        ObjectNode longer = TrainingBench.config(12);
        ((ObjectNode) longer.get("examples")).put("segmentSeconds", 9);
        Bench one = bench.worker("one");

        Outcome unknownKey = one.attempt(next(bench.submit(misspelt)), WatchedAttempt.undisturbed());
        Outcome tooLong = one.attempt(next(bench.submit(longer)), WatchedAttempt.undisturbed());

        assertThat(unknownKey)
                .isInstanceOfSatisfying(
                        Outcome.BadInput.class, bad -> assertThat(bad.detail()).contains("learningRate"));
        assertThat(tooLong)
                .isInstanceOfSatisfying(
                        Outcome.BadInput.class,
                        bad -> assertThat(bad.detail()).contains("segment").contains("9.00 s"));
    }

    @Test
    void theFirstLookSaysWhatToExpect() throws Exception {
        RunId run = bench.submit(TrainingBench.config(10));

        bench.worker("one").produce(next(run));

        String result = bench.database()
                .one(
                        "SELECT CAST(result AS text) FROM result JOIN task ON id = task_id WHERE batch_id = ? AND kind = 'preflight'",
                        run.uuid());
        var expected = dev.fader.schemas.FaderJson.read(result, dev.fader.schemas.kind.PreflightKind.Result.class);
        assertThat(expected.epochs()).isEqualTo(3);
        assertThat(expected.stepsPerEpoch()).isEqualTo(4);
        assertThat(expected.trainSongs()).isEqualTo(3);
        assertThat(expected.secondsPerStep()).isPositive();
        assertThat(bench.database().text(next(run), "class")).isEqualTo("training");
    }

    private static String currentLosses(RunId run) {
        return bench.database().one("""
                SELECT string_agg(step || ':' || value, ' ' ORDER BY step)
                  FROM run_metric JOIN run_attempt ON number = attempt AND run_attempt.run_id = run_metric.run_id
                 WHERE run_metric.run_id = ? AND name = 'loss_db'
                   AND step >= from_step AND (until_step IS NULL OR step < until_step)
                """, run.uuid());
    }

    /** How many were recorded of the run's steps. */
    private static String losses(RunId run) {
        return bench.database()
                .one("SELECT CAST(count(*) AS text) FROM run_metric WHERE run_id = ? AND name = 'loss_db'", run.uuid());
    }

    private static TaskId next(RunId run) {
        return bench.waiting(run).orElseThrow();
    }

    private static void release(TaskId task) {
        bench.database().set(task, "state = 'READY', lease_until = NULL, worker = NULL");
    }

    private static byte[] best(EpochKind.Result epoch) throws Exception {
        return Files.readAllBytes(
                bench.download(Objects.requireNonNull(epoch.position().best())));
    }
}
