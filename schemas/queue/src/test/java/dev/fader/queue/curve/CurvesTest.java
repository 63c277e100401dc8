package dev.fader.queue.curve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.queue.TestDatabase;
import dev.fader.queue.task.Claim;
import dev.fader.schemas.RunId;
import dev.fader.schemas.api.CurvePoint;
import dev.fader.schemas.api.RunAttempts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Curves from buckets are the curves that the records themselves give. */
class CurvesTest {

    private static TestDatabase database;
    private static Curves curves;

    private final RunId run = RunId.create();

    @BeforeAll
    static void migrate() {
        database = TestDatabase.create();
        curves = new Curves(database.jdbi());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void attemptsThatCutEachOtherAnywhereGiveTheCurveOfTheirCurrentRecords(long seed) {
        Random random = new Random(seed);
        write(random);
        List<RunRecord> current = records(false, "loss");
        List<RunRecord> everything = records(true, "loss");
        assertThat(everything).hasSizeGreaterThan(current.size());
        long last = current.stream().mapToLong(RunRecord::step).max().orElseThrow();

        for (int points : new int[] {1, 2, 7, 100, 5000}) {
            assertSame(CurveRequest.of("loss", points), current);
            long from = random.nextLong(last);
            assertSame(CurveRequest.of("loss", points).between(from, random.nextLong(from, last + 100)), current);
        }
        everything.stream().mapToInt(RunRecord::attempt).distinct().forEach(attempt -> {
            List<RunRecord> own = everything.stream()
                    .filter(record -> record.attempt() == attempt)
                    .toList();
            assertSame(new CurveRequest("loss", null, null, 3, attempt), own);
            assertSame(new CurveRequest("loss", null, null, 1000, attempt), own);
            assertSame(new CurveRequest("loss", -1L, last + 100, 4, attempt), own);
        });
        assertThat(curves.summary(run, "loss").orElseThrow().count()).isEqualTo(current.size());
    }

    @Test
    void aCurveOfFewStepsShowsEachRecordAsItIs() {
        write(new Random(13));
        List<RunRecord> current = records(false, "loss");
        long last = current.stream().mapToLong(RunRecord::step).max().orElseThrow();

        List<CurvePoint> curve = curves.curve(run, CurveRequest.of("loss", 500).between(last - 499, last));

        assertThat(curve)
                .isEqualTo(current.stream()
                        .filter(record -> record.step() > last - 500)
                        .sorted(Comparator.comparingLong(RunRecord::step))
                        .map(record -> new CurvePoint(
                                record.step(), record.step(), 1, 0, record.value(), record.value(), record.value()))
                        .toList());
    }

    @Test
    void whereNoRecordIsThereIsNoPoint() {
        assertThat(curves.isKnown(run)).isFalse();
        assertThat(curves.curve(run, CurveRequest.of("loss", 10))).isEmpty();
        write(new Random(14));

        assertThat(curves.isKnown(run)).isTrue();
        assertThat(curves.curve(run, CurveRequest.of("none", 10))).isEmpty();
        assertThat(curves.curve(run, CurveRequest.of("loss", 10).between(1_000_000, 2_000_000)))
                .isEmpty();
        assertThat(curves.curve(run, new CurveRequest("loss", null, null, 10, 99)))
                .isEmpty();
    }

    @Test
    void aCurveReadsThePartitionsOfItsRunAlone() {
        write(new Random(15));

        for (int points : new int[] {5, 5000}) {
            List<String> plan = curves.explain(run, CurveRequest.of("loss", points));

            assertThat(partitions(plan, "run_metric_\\d+"))
                    .as(String.join("\n", plan))
                    .hasSize(1);
            assertThat(partitions(plan, "run_metric_bucket_\\d+")).hasSizeLessThanOrEqualTo(1);
        }
    }

    private static List<String> partitions(List<String> plan, String table) {
        Pattern scanned = Pattern.compile(" on (" + table + ") ");
        return plan.stream()
                .flatMap(line -> scanned.matcher(line).results().map(found -> found.group(1)))
                .distinct()
                .toList();
    }

    /** Three attempts and more, begun amid buckets, each at a step that was reached before; whole values, whose sums are exact. */
    private void write(Random random) {
        int attempts = 3 + random.nextInt(4);
        long reached = 0;
        for (int i = 0; i < attempts; i++) {
            long from = reached == 0 ? random.nextInt(3) * 31L : random.nextLong(reached + 1);
            Claim claim = database.claim(database.readyTask(), "w");
            int attempt = database.jdbi()
                    .inTransaction(handle -> RunRecords.begin(handle, run, claim, "w", "cpu", from))
                    .orElseThrow();
            long until = Math.max(from + 1 + random.nextInt(i % 2 == 0 ? 6000 : 40), i == 0 ? 5000 : 0);
            List<MetricPoint> points = new ArrayList<>();
            for (long step = from; step < until; step++) {
                points.add(new MetricPoint("loss", step, random.nextInt(1000)));
                if (step % 100 == 99) {
                    points.add(new MetricPoint("sdr", step, random.nextInt(10)));
                }
            }
            for (int at = 0; at < points.size(); ) {
                int end = Math.min(points.size(), at + 1 + random.nextInt(2000));
                List<MetricPoint> part = points.subList(at, end);
                database.jdbi().useTransaction(handle -> RunRecords.append(handle, claim, run, attempt, part));
                at = end;
            }
            reached = until;
        }
    }

    private void assertSame(CurveRequest request, List<RunRecord> records) {
        List<CurvePoint> curve = curves.curve(run, request);
        assertThat(curve).as("%s", request).hasSizeLessThanOrEqualTo(request.points());
        NavigableMap<Long, Double> within =
                new TreeMap<>(records.stream().collect(Collectors.toMap(RunRecord::step, RunRecord::value)));
        if (request.fromStep() != null && request.toStep() != null) {
            within = within.subMap(request.fromStep(), true, request.toStep(), true);
        }
        assertThat(curve.stream().mapToLong(CurvePoint::count).sum())
                .as("%s", request)
                .isEqualTo(within.size());
        NavigableMap<Long, Double> values = within;
        assertThat(curve)
                .as("%s", request)
                .isEqualTo(curve.stream()
                        .map(point -> naive(values.subMap(point.firstStep(), true, point.lastStep(), true)))
                        .toList());
        assertThat(IntStream.range(1, curve.size()))
                .allMatch(i -> curve.get(i - 1).lastStep() < curve.get(i).firstStep());
    }

    /** The point that the records make. */
    private static CurvePoint naive(NavigableMap<Long, Double> records) {
        DoubleSummaryStatistics values =
                records.values().stream().mapToDouble(value -> value).summaryStatistics();
        return new CurvePoint(
                records.firstKey(),
                records.lastKey(),
                records.size(),
                0,
                values.getAverage(),
                values.getMin(),
                values.getMax());
    }

    /** Told apart here, and not by the database: which attempt a step is of. */
    private List<RunRecord> records(boolean superseded, String name) {
        List<RunRecord> all = new RecordPages(database.jdbi(), 10_000)
                .stream(run, new RecordPages.Choice(name, true)).toList();
        if (superseded) {
            return all;
        }
        List<RunAttempts.Attempt> attempts = curves.attempts(run);
        return all.stream()
                .filter(record -> attempts.stream()
                        .filter(attempt -> attempt.number() > record.attempt())
                        .allMatch(attempt -> attempt.fromStep() > record.step()))
                .toList();
    }
}
