package dev.fader.queue.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.fader.queue.TestDatabase;
import dev.fader.queue.task.Claim;
import dev.fader.schemas.RunId;
import dev.fader.schemas.api.CurvePoint;
import dev.fader.schemas.api.MetricSummary;
import dev.fader.schemas.api.RunAttempts;
import dev.fader.schemas.api.StepValue;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RunRecordsTest {

    private static TestDatabase database;
    private static Curves curves;

    private final RunId run = RunId.create();
    private final Claim claim = database.claim(database.readyTask(), "w");

    @BeforeAll
    static void migrate() {
        database = TestDatabase.create();
        curves = new Curves(database.jdbi());
    }

    @Test
    void whatIsAppendedTwiceCountsOnce() {
        int attempt = begin(claim, 0);
        append(attempt, points("loss", 0, 100));

        append(attempt, points("loss", 50, 150));

        assertThat(curves.curve(run, CurveRequest.of("loss", 1)))
                .containsExactly(new CurvePoint(0, 149, 150, 0, 74.5, 0.0, 149.0));
        assertThat(records(true)).hasSize(150);
    }

    @Test
    void aLostLeaseWritesNothing() {
        int attempt = begin(claim, 0);
        database.set(claim.task(), "fence = fence + 1");

        assertThat(begins(claim, 10)).isEmpty();
        assertThat(database.jdbi()
                        .<Boolean, RuntimeException>inTransaction(
                                handle -> RunRecords.append(handle, claim, run, attempt, points("loss", 0, 10))))
                .isFalse();

        assertThat(curves.attempts(run)).hasSize(1);
        assertThat(records(true)).isEmpty();
        assertThat(curves.summaries(run)).isEmpty();
    }

    @Test
    void aHeldLeaseWrites() {
        int attempt = begin(claim, 0);

        assertThat(database.jdbi()
                        .<Boolean, RuntimeException>inTransaction(
                                handle -> RunRecords.append(handle, claim, run, attempt, points("loss", 0, 10))))
                .isTrue();

        assertThat(records(false)).hasSize(10);
    }

    @Test
    void aWriterWhoseAttemptWasFollowedByAnotherWritesNoMore() {
        int first = begin(claim, 0);
        append(first, points("loss", 0, 100));
        begin(other(), 70);

        assertThat(append(first, points("loss", 60, 120))).isFalse();

        assertThat(records(true)).hasSize(100);
        assertThat(records(false)).hasSize(70);
    }

    @Test
    void theSameClaimBeginsTheSameAttemptOnce() {
        int first = begin(claim, 5);

        assertThat(begin(claim, 5)).isEqualTo(first);
        assertThat(begin(claim, 3)).as("it went back").isEqualTo(first + 1);
    }

    @Test
    void attemptsShareOutTheSteps() {
        begin(claim, 0);
        begin(other(), 100);
        begin(other(), 130);
        begin(other(), 90);

        assertThat(curves.attempts(run))
                .extracting(RunAttempts.Attempt::number, RunAttempts.Attempt::fromStep, RunAttempts.Attempt::untilStep)
                .containsExactly(tuple(1, 0L, 90L), tuple(2, 100L, 100L), tuple(3, 130L, 130L), tuple(4, 90L, null));
    }

    @Test
    void whatIsNotFiniteIsKeptAndDoesNotSpoilTheRest() {
        int attempt = begin(claim, -1);
        append(
                attempt,
                List.of(
                        new MetricPoint("loss", -1, 4),
                        new MetricPoint("loss", 0, Double.NaN),
                        new MetricPoint("loss", 1, Double.POSITIVE_INFINITY),
                        new MetricPoint("loss", 2, Double.NEGATIVE_INFINITY),
                        new MetricPoint("loss", 3, Double.MAX_VALUE),
                        new MetricPoint("loss", 4, Double.MAX_VALUE),
                        new MetricPoint("loss", 5, 2),
                        new MetricPoint("gone", 5, Double.NaN)));

        assertThat(curves.curve(run, CurveRequest.of("loss", 1)))
                .containsExactly(new CurvePoint(-1, 5, 7, 5, 3.0, 2.0, 4.0));
        assertThat(curves.curve(run, CurveRequest.of("gone", 1)))
                .containsExactly(new CurvePoint(5, 5, 1, 1, null, null, null));
        assertThat(curves.summaries(run))
                .containsExactly(
                        new MetricSummary("gone", 1, 1, new StepValue(5, null), null, null),
                        new MetricSummary(
                                "loss", 7, 5, new StepValue(5, 2.0), new StepValue(5, 2.0), new StepValue(-1, 4.0)));
        assertThat(records(false))
                .extracting(RunRecord::value)
                .containsExactly(
                        Double.NaN,
                        4.0,
                        Double.NaN,
                        Double.POSITIVE_INFINITY,
                        Double.NEGATIVE_INFINITY,
                        Double.MAX_VALUE,
                        Double.MAX_VALUE,
                        2.0);
    }

    @Test
    void theFirstOfSeveralBestStepsIsTheBest() {
        int attempt = begin(claim, 0);
        append(attempt, List.of(new MetricPoint("sdr", 200, 9), new MetricPoint("sdr", 10, 9)));
        append(
                attempt,
                List.of(new MetricPoint("sdr", 5, 9), new MetricPoint("sdr", 7, 1), new MetricPoint("sdr", 3, 1)));

        assertThat(curves.summary(run, "sdr"))
                .contains(new MetricSummary(
                        "sdr", 5, 0, new StepValue(200, 9.0), new StepValue(3, 1.0), new StepValue(5, 9.0)));
    }

    @Test
    void pointsThatAreNotTheAttemptsAreRefused() {
        int attempt = begin(claim, 10);

        assertThatThrownBy(() -> append(attempt, points("loss", 9, 12)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("begins at step 10")
                .hasMessageContaining("loss is of step 9");
        assertThatThrownBy(() -> append(attempt + 1, points("loss", 10, 12)))
                .hasMessageContaining("has no attempt " + (attempt + 1));
        assertThatThrownBy(() -> new MetricPoint("a b", 0, 0)).hasMessageContaining("'a b'");
    }

    @Test
    void manyWritersAtOnceNeitherLoseNorDoubleNorWaitForEachOtherForEver() throws Exception {
        int attempt = begin(claim, 0);
        try (ExecutorService writers = Executors.newFixedThreadPool(8)) {
            List<Future<?>> all = new ArrayList<>();
            for (int writer = 0; writer < 8; writer++) {
                boolean forwards = writer % 2 == 0;
                all.add(writers.submit(() -> {
                    for (int part = 0; part < 10; part++) {
                        int at = forwards ? part : 9 - part;
                        append(attempt, points(forwards ? "a" : "b", at * 50L, at * 50L + 60));
                        append(attempt, points(forwards ? "b" : "a", at * 50L, at * 50L + 60));
                    }
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }

        assertThat(curves.summaries(run)).extracting(MetricSummary::count).containsExactly(510L, 510L);
        assertThat(records(true)).hasSize(1020);
    }

    private int begin(Claim by, long fromStep) {
        return begins(by, fromStep).orElseThrow();
    }

    private OptionalInt begins(Claim by, long fromStep) {
        return database.jdbi().inTransaction(handle -> RunRecords.begin(handle, run, by, "w", "cpu", fromStep));
    }

    private Claim other() {
        return database.claim(database.readyTask(), "other");
    }

    private boolean append(int attempt, List<MetricPoint> points) {
        return database.jdbi().inTransaction(handle -> RunRecords.append(handle, run, attempt, points));
    }

    /** Each has its step as its value. */
    private static List<MetricPoint> points(String name, long from, long until) {
        return LongStream.range(from, until)
                .mapToObj(step -> new MetricPoint(name, step, step))
                .toList();
    }

    private List<RunRecord> records(boolean superseded) {
        return new RecordPages(database.jdbi(), 100)
                .stream(run, new RecordPages.Choice(null, superseded)).toList();
    }
}
